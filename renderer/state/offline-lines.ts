import { blankRow, type CarriedFile, IntakeItem, type IntakeRow, type OfflineLength } from '#shared/models/offline.ts';
import { answerOf, isOpenToChoice } from './offline-verdict.ts';

/** What whoever answers chose; what is left out, the cloud suggests. */
export interface Choice {
  license?: string;
  days?: OfflineLength;
  person?: string;
}

/** One carried file in the list. */
export interface IntakeLine {
  id: string;
  /** The file it came in. */
  source: string;
  /** Its armoured block: also what tells two lines apart. */
  text: string;
  choice: Choice;
  /** What the cloud last said of it; null: not asked yet. */
  row: IntakeRow | null;
  /** The choice has changed since. */
  isStale: boolean;
  isChosen: boolean;
  /** Whether somebody chose or unchose it by hand: a new verdict then leaves it as it is. */
  isSettled: boolean;
  /** `done`: answered in this sitting. `failed`: it could not be sent, or was refused when it came to it. */
  outcome: 'none' | 'done' | 'failed';
  /** To be carried back, once it is answered. */
  file: CarriedFile | null;
}

export function newLine(id: string, source: string, text: string, choice: Choice = {}): IntakeLine {
  const fits = IntakeItem.shape.text.safeParse(text).success;
  return {
    id,
    source,
    text,
    choice,
    row: fits ? null : unreadable,
    isStale: fits,
    isChosen: false,
    isSettled: false,
    outcome: 'none',
    file: null,
  };
}

/** No request is so long. It is told here: sent with others, it would have the whole call refused. */
const unreadable: IntakeRow = {
  ...blankRow,
  verdict: { code: 'refused-file', refusal: { code: 'damaged', part: 'block' } },
};

/**
 * A line with the verdict that came. What can be answered is chosen until somebody says otherwise; what was chosen by
 * hand stays chosen as long as another choice could help it.
 */
export function judged(line: IntakeLine, row: IntakeRow): IntakeLine {
  const can = answerOf(row) !== 'nothing';
  const isChosen = line.isSettled ? line.isChosen && (can || isOpenToChoice(row)) : can;
  return { ...line, row, isStale: false, isChosen };
}

/** Seats come back before they are taken, also where that is another batch. */
export const inTurn = (one: IntakeLine, other: IntakeLine): number => turnOf(one) - turnOf(other);
const turns: readonly IntakeRow['kind'][] = ['return', 'acknowledgement', 'request', 'unknown'];
const turnOf = ({ row }: IntakeLine) => turns.indexOf(row?.kind ?? 'unknown');

/** A line with the answer that came. */
export function answered(line: IntakeLine, row: IntakeRow, file: CarriedFile | null): IntakeLine {
  const isDone = file !== null || row.verdict.code === 'acknowledges' || row.verdict.code === 'acknowledged-before';
  return { ...line, row, file, isStale: false, isChosen: false, outcome: isDone ? 'done' : 'failed' };
}

/** Whether a line may be chosen: it can be answered, or a choice for all may yet make it so. */
export const isChoosable = ({ row, outcome }: IntakeLine): boolean =>
  outcome !== 'done' && row !== null && (answerOf(row) !== 'nothing' || isOpenToChoice(row));

/** Whether issuing would send it. */
export const isDue = (line: IntakeLine): boolean =>
  line.isChosen && !line.isStale && line.outcome !== 'done' && line.row !== null && answerOf(line.row) !== 'nothing';

/** Whether the cloud still has to be asked about it. */
export const isWaiting = ({ isStale, outcome }: IntakeLine): boolean => isStale && outcome !== 'done';

export function toItem({ text, choice }: IntakeLine): IntakeItem {
  return { text, ...choice };
}

export interface Counts {
  ready: number;
  shortened: number;
  refused: number;
  waiting: number;
  done: number;
  /** What issuing would write, and what it would only note. */
  files: number;
  notes: number;
  chosen: number;
}

/** What the foot of the list says. */
export function countsOf(lines: readonly IntakeLine[]): Counts {
  const counts: Counts = { ready: 0, shortened: 0, refused: 0, waiting: 0, done: 0, files: 0, notes: 0, chosen: 0 };
  for (const line of lines) {
    if (line.isChosen) counts.chosen += 1;
    if (line.outcome === 'done') counts.done += 1;
    else if (line.row === null) counts.waiting += 1;
    else if (line.row.verdict.code === 'shortened') counts.shortened += 1;
    else if (line.row.verdict.code === 'refused' || line.row.verdict.code === 'refused-file') counts.refused += 1;
    else counts.ready += 1;
    if (isDue(line) && line.row) counts[answerOf(line.row) === 'file' ? 'files' : 'notes'] += 1;
  }
  return counts;
}

/** How the box that chooses all stands: over those that can be answered. */
export function chosenOf(lines: readonly IntakeLine[]): 'none' | 'some' | 'all' {
  const open = lines.filter(isChoosable);
  const chosen = open.filter(({ isChosen }) => isChosen).length;
  if (chosen === 0) return 'none';
  return chosen === lines.length ? 'all' : 'some';
}

/**
 * The next lines to send, in one call: so many at most, and so many letters, since a door takes no more than 1 MiB.
 * The first one always goes, however long it is.
 */
export function batchOf<T extends Pick<IntakeLine, 'text'>>(
  lines: readonly T[],
  { atOnce, letters }: { atOnce: number; letters: number },
): T[] {
  const batch: T[] = [];
  let sum = 0;
  for (const line of lines) {
    sum += line.text.length;
    if (batch.length === atOnce || (batch.length > 0 && sum > letters)) break;
    batch.push(line);
  }
  return batch;
}
