import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimedAt, type CounterState, mostGaps, takeCounter } from '#cloud/rules/counters.ts';

const fresh: CounterState = { counter: 0, unseen: [], claimed: 0 };

/** The state after all of these came, and what each of them was. */
function after(counters: readonly number[], state = fresh): { state: CounterState; uses: string[] } {
  const uses: string[] = [];
  let now = state;
  for (const counter of counters) {
    const use = takeCounter(now, counter);
    uses.push(use.is);
    if (use.is === 'new' || use.is === 'late') now = use.state;
  }
  return { state: now, uses };
}

describe('counters of a machine', () => {
  it('one after the other are new, the same again is used', () => {
    expect(after([1, 2, 3, 3, 2, 1])).toEqual({
      state: { counter: 3, unseen: [], claimed: 0 },
      uses: ['new', 'new', 'new', 'used', 'used', 'used'],
    });
  });

  it('what is left out may still come, once', () => {
    expect(after([5]).state.unseen).toEqual([[1, 4]]);
    expect(after([5, 2]).state.unseen).toEqual([
      [1, 1],
      [3, 4],
    ]);
    expect(after([5, 1]).state.unseen).toEqual([[2, 4]]);
    expect(after([5, 4]).state.unseen).toEqual([[1, 3]]);
    expect(after([5, 2, 2, 1, 3, 4, 4])).toEqual({
      state: { counter: 5, unseen: [], claimed: 0 },
      uses: ['new', 'late', 'used', 'late', 'late', 'late', 'used'],
    });
  });

  it('remembers so many gaps and no more, the oldest is given up', () => {
    const everySecond = Array.from({ length: mostGaps + 1 }, (_, at) => 2 * (at + 1));
    const { state } = after(everySecond);
    expect(state.unseen).toHaveLength(mostGaps);
    expect(takeCounter(state, 1).is).toBe('used');
    expect(takeCounter(state, 3).is).toBe('late');
    // Splitting a gap makes one more.
    const wide = after([...everySecond, 1_000], fresh).state;
    expect(after([500], wide).state.unseen).toHaveLength(mostGaps);
  });

  it('a leap by milliseconds is one gap, whatever its size', () => {
    const { state } = after([1, 2, 1_800_000_000_000, Number.MAX_SAFE_INTEGER]);
    expect(state.unseen).toEqual([
      [3, 1_799_999_999_999],
      [1_800_000_000_001, Number.MAX_SAFE_INTEGER - 1],
    ]);
    expect(after([1_000_000_000_000], state).state.unseen).toHaveLength(3);
  });

  it('a claim makes everything before it the past', () => {
    const state = claimedAt(1_000);
    expect(after([1, 999, 1_000, 1_001, 1_001], state).uses).toEqual([
      'before-claim',
      'before-claim',
      'before-claim',
      'new',
      'used',
    ]);
  });

  it('in any order, each is taken exactly once, and what is unseen is exactly what did not come', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(some, (counters) => {
        const { state, uses } = after(counters);
        expect(uses.every((use) => use === 'new' || use === 'late')).toBe(true);
        const highest = Math.max(...counters);
        expect(state.counter).toBe(highest);
        const unseen = state.unseen.flatMap(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at),
        );
        const missing = Array.from({ length: highest }, (_, at) => at + 1).filter((each) => !counters.includes(each));
        expect(unseen).toEqual(missing);
        expect(after(counters, state).uses.every((use) => use === 'used')).toBe(true);
      }),
    );
  });
});
