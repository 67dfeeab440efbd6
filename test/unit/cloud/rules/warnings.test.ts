import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueWarnings, justEnded } from '#cloud/rules/warnings.ts';
import { warnDays } from '#shared/models/notification.ts';
import { day, hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';

const endsIn = (days: number) => ({ of: 'license' as const, id: 'L-1', endsAt: noon + days * day });
const daysOf = (ends: Parameters<typeof dueWarnings>[0], lastLookAt: number | null, now = noon) =>
  dueWarnings(ends, lastLookAt, now).map(({ days }) => days);

describe('which warnings are due', () => {
  it.each(warnDays)('%i days before an end, once its moment has come', (days) => {
    const end = endsIn(days);
    expect(daysOf([end], noon - hour)).toEqual([days]);
    expect(daysOf([end], noon - 2 * hour, noon - 1)).toEqual([]);
    expect(daysOf([end], noon, noon + hour)).toEqual([]);
  });

  it('names the end and the moment that it was for', () => {
    const lease = { of: 'lease' as const, id: 'S-1', endsAt: noon + 7 * day };
    expect(dueWarnings([lease], null, noon)).toEqual([
      { subject: 'lease S-1', endsAt: noon + 7 * day, days: 7, end: lease },
    ]);
  });

  it('only the nearest of those that were missed', () => {
    expect(daysOf([endsIn(2.5)], noon - 20 * day)).toEqual([3]);
    expect(daysOf([endsIn(0.5)], noon - 40 * day)).toEqual([1]);
    expect(daysOf([endsIn(10)], null)).toEqual([14]);
  });

  it('none for what came into being nearer to its end', () => {
    // Taken offline for a week, or sold for five days: the next warning is the first.
    expect(daysOf([endsIn(7.4), endsIn(5)], noon - hour)).toEqual([]);
    expect(daysOf([endsIn(5)], noon + 2 * day - hour, noon + 2 * day)).toEqual([3]);
  });

  it('none of what is over, and none of what is far', () => {
    expect(daysOf([endsIn(0), endsIn(-1), endsIn(31), endsIn(4_000)], null)).toEqual([]);
  });

  it('however often it is looked, each threshold is given once and in order, and the last one before the end is never left out', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 6 * 24 }), { minLength: 10, maxLength: 300 });
    fc.assert(
      fc.property(looks, fc.integer({ min: 0, max: 45 * 24 }), (pauses, hours) => {
        const end = { of: 'lease' as const, id: 'S-1', endsAt: noon + hours * hour };
        const given: number[] = [];
        let last = Number.NEGATIVE_INFINITY;
        let now = noon;
        for (const pause of pauses) {
          given.push(...daysOf([end], last, now));
          last = now;
          now += pause * hour;
          const seen = last;
          const crossed = warnDays.filter((days) => end.endsAt - days * day <= seen);
          expect(seen >= end.endsAt || given.at(-1) === crossed.at(-1)).toBe(true);
        }
        expect(given).toEqual([...new Set(given)].toSorted((a, b) => b - a));
      }),
    );
  });
});

describe('what has just ended', () => {
  const ended = (lastLookAt: number | null) =>
    justEnded([endsIn(1), endsIn(0), endsIn(-1), endsIn(-3)], lastLookAt, noon).map(({ days, endsAt }) => [
      days,
      endsAt,
    ]);

  it('T9: is told once, however long nobody looked', () => {
    expect(ended(noon - hour)).toEqual([[0, noon]]);
    expect(ended(noon - 2 * day)).toEqual([
      [0, noon],
      [0, noon - day],
    ]);
    expect(ended(noon)).toEqual([]);
    // Before the first look nobody was on any list.
    expect(ended(null)).toEqual([]);
  });
});
