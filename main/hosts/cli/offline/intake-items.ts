import { intakeOrder, splitBlocks } from '#shared/files/bundle.ts';
import type { Refusal } from '#shared/files/refusal.ts';
import { blankRow, IntakeItem, type IntakeRow } from '#shared/models/offline.ts';
import type { Gathered, Source } from './gather.ts';

/** One carried file on its way through an intake. */
export interface Carried {
  source: Source;
  text: string;
  /** What became of it; null: not asked yet. */
  row: IntakeRow | null;
  /** Where its answer is. */
  saved: string | null;
}

export interface Collected {
  carried: Carried[];
  /** Files that a cloud wrote: licenses, receipts, trust roots. They lie beside requests since the last trip. */
  leftAside: number;
  twice: number;
}

const fromCloud: readonly (string | null)[] = [
  'license',
  'return-receipt',
  'trust-root',
  'release-index',
  'release-manifest',
];

/** Takes everything apart into single files, in the order in which they are sent. What cannot be sent at all has its verdict already. */
export function collect({ sources }: Gathered): Collected {
  const carried = new Map<string, Carried>();
  const turns = new Map<string, number>();
  const collected: Collected = { carried: [], leftAside: 0, twice: 0 };
  for (const source of sources) {
    const blocks = splitBlocks(source.text);
    if (blocks.length === 0)
      carried.set(`nothing in ${source.name}`, refused(source, { code: 'not-a-greenroom-file' }));
    for (const { kind, text } of blocks) {
      if (fromCloud.includes(kind)) collected.leftAside += 1;
      else if (carried.has(text)) collected.twice += 1;
      else if (IntakeItem.safeParse({ text }).success) {
        carried.set(text, { source, text, row: null, saved: null });
        turns.set(text, intakeOrder.indexOf(kind));
      } else carried.set(text, refused(source, { code: 'damaged', part: 'block' }));
    }
  }
  const turnOf = ({ text }: Carried) => turns.get(text) ?? intakeOrder.length;
  return { ...collected, carried: [...carried.values()].toSorted((a, b) => turnOf(a) - turnOf(b)) };
}

const refused = (source: Source, refusal: Refusal): Carried => ({
  source,
  text: '',
  saved: null,
  row: {
    ...blankRow,
    verdict: { code: 'refused-file', refusal },
  },
});
