import { text } from '#shared/text/index.ts';
import type { IntakeLine } from '../../state/offline-lines.ts';
import { standingOfVerdict, type VerdictStanding } from '../../state/offline-verdict.ts';
import type { Tally } from '../../state/tally.ts';

const words = text.window.verdicts;

/** How a line stands: what was done with it, else what the cloud says of it, else that nobody was asked yet. */
export function standingOfLine({ row, outcome }: IntakeLine): VerdictStanding {
  if (!row) return { tally: 'free', word: words.waiting, second: words.waitingBody };
  if (outcome !== 'done') return standingOfVerdict(row);
  const word = row.kind === 'return' ? words.receipt : row.kind === 'acknowledgement' ? words.noted : words.issued;
  return { tally: 'held', icon: 'check', word, second: standingOfVerdict(row).second };
}

export const lampOf = (line: IntakeLine): Tally => standingOfLine(line).tally;
