import { toFailureOf } from './offline-failure.ts';
import type { IntakeRow, IntakeVerdict } from '#shared/models/offline.ts';
import { explain, text } from '#shared/text/index.ts';
import { length } from '#shared/text/en/window/counted.ts';
import type { Explanation } from '#shared/text/en/errors.ts';
import type { Standing } from './tally.ts';

/** A verdict as a row shows it. */
export interface VerdictStanding extends Standing {
  second: string;
}

const words = text.window.verdicts;

/** Word, icon and colour of a verdict. Settled rows have no hue; only what needs somebody has. */
export function standingOfVerdict({ verdict }: Pick<IntakeRow, 'verdict'>): VerdictStanding {
  switch (verdict.code) {
    case 'ready':
      return { tally: 'held', icon: 'check', word: words.ready, second: seatWords(verdict) };
    case 'shortened':
      return { tally: 'soon', word: words.shortened, second: askedWords(verdict.askedDays) };
    case 'answered-before':
      return { tally: 'free', icon: 'again', word: words.answeredBefore, second: words.sameFile };
    case 'frees-seat':
      return { tally: 'held', icon: 'check', word: words.frees, second: words.freesBody };
    case 'returned-before':
      return { tally: 'free', icon: 'again', word: words.returnedBefore, second: words.sameReceipt };
    case 'acknowledges':
      return {
        tally: 'held',
        icon: 'check',
        word: words.acknowledges,
        second: words.acknowledgesBody(verdict.sequence),
      };
    case 'acknowledged-before':
      return { tally: 'free', icon: 'again', word: words.acknowledgedBefore, second: words.nothingToDo };
    case 'refused-file':
    case 'refused': {
      const [word, second] = refusalWords(verdict);
      return { tally: 'ended', word, second };
    }
  }
}

const seatWords = ({ seat, used, seats }: Extract<IntakeVerdict, { code: 'ready' }>): string =>
  ({ kept: words.seatKept, named: words.seatNamed, free: words.seatFree(used, seats) })[seat];

const askedWords = (days: number | null) => (days === null ? words.askedEnd : words.asked(length(days)));

type Refused = Extract<IntakeVerdict, { code: 'refused' | 'refused-file' }>;

function refusalWords(verdict: Refused): readonly [word: string, second: string] {
  if (verdict.code === 'refused') return words.failures[verdict.failure.code] ?? words.other;
  const { refusal } = verdict;
  const known = words.refusals[refusal.code];
  if (refusal.code === 'other-organization' && refusal.found !== null) return [known[0], refusal.found];
  return known;
}

/** A refusal in whole sentences; null for everything that is not refused. */
export function explainVerdict(verdict: IntakeVerdict): Explanation | null {
  if (verdict.code === 'refused') return explain(toFailureOf(verdict.failure));
  if (verdict.code === 'refused-file') return text.refusals[verdict.refusal.code](verdict.refusal as never);
  return null;
}

/** The code of a refusal, to quote. */
export function codeOfVerdict(verdict: IntakeVerdict): string | null {
  if (verdict.code === 'refused') return verdict.failure.code;
  return verdict.code === 'refused-file' ? verdict.refusal.code : null;
}

/** What an answer to the row would be: a file to carry back, a note in the cloud, or nothing. */
export function answerOf({ verdict }: Pick<IntakeRow, 'verdict'>): 'file' | 'note' | 'nothing' {
  switch (verdict.code) {
    case 'ready':
    case 'shortened':
    case 'answered-before':
    case 'frees-seat':
    case 'returned-before':
      return 'file';
    case 'acknowledges':
      return 'note';
    case 'acknowledged-before':
    case 'refused':
    case 'refused-file':
      return 'nothing';
  }
}

const mendable = new Set([
  'no-free-seat',
  'license-ended',
  'license-revoked',
  'license-not-started',
  'not-assigned',
  'no-license-fits',
  'not-found',
  'not-allowed',
  'offline-length-not-allowed',
]);

/** Whether another license, length or person would change the verdict. An answer that was given stays as it is. */
export function isOpenToChoice({ kind, verdict }: Pick<IntakeRow, 'kind' | 'verdict'>): boolean {
  if (kind !== 'request') return false;
  if (verdict.code === 'refused') return mendable.has(verdict.failure.code);
  return verdict.code === 'ready' || verdict.code === 'shortened';
}
