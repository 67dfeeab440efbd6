/** Counters from one to another, both included. */
export type CounterRange = readonly [from: number, to: number];

/** What is known of the counters of a machine. It counts everything it signs, calls and files alike. */
export interface CounterState {
  /** The highest one that came. */
  counter: number;
  /** Lower ones that nothing came with yet, in order: files on their way, calls that were lost. */
  unseen: readonly CounterRange[];
  /** Counters up to here belong to the time before somebody said which of two machines is the original. */
  claimed: number;
}

/** So many gaps are remembered; of more, the oldest are given up. */
export const mostGaps = 64;

export type CounterUse =
  /** Higher than all before. */
  | { is: 'new'; state: CounterState }
  /** From a gap, which is smaller now. */
  | { is: 'late'; state: CounterState }
  /** Something came with it before. */
  | { is: 'used' }
  | { is: 'before-claim' };

/** What it means that a machine signed something with this counter, and what is known of its counters then. */
export function takeCounter(state: CounterState, counter: number): CounterUse {
  if (counter <= state.claimed) return { is: 'before-claim' };
  if (counter > state.counter) {
    const unseen = [...state.unseen, ...gap(state.counter + 1, counter - 1)].slice(-mostGaps);
    return { is: 'new', state: { ...state, counter, unseen } };
  }
  const found = state.unseen.find(([from, to]) => from <= counter && counter <= to);
  if (!found) return { is: 'used' };
  const [from, to] = found;
  const left = [...gap(from, counter - 1), ...gap(counter + 1, to)];
  const unseen = state.unseen.flatMap((range) => (range === found ? left : [range])).slice(-mostGaps);
  return { is: 'late', state: { ...state, unseen } };
}

/** The machine that signed this counter is the original: what else was signed below it may be the copy's. */
export const claimedAt = (counter: number): CounterState => ({ counter, unseen: [], claimed: counter });

const gap = (from: number, to: number): CounterRange[] => (from <= to ? [[from, to]] : []);
