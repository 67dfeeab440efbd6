import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { lastDays, peaksOf, seatsOn, useOf } from '#cloud/rules/usage.ts';
import { day, hour } from '#shared/models/time.ts';

const noon = Date.UTC(2026, 10, 25, 12);

it('L7: days begin and end where the organization is; one may have 23 or 25 hours', () => {
  const days = lastDays(Date.UTC(2026, 9, 26, 12), 3, 'Europe/Oslo');
  expect(days.map((each) => [each.day, (each.to - each.from) / hour])).toEqual([
    ['2026-10-24', 24],
    ['2026-10-25', 25],
    ['2026-10-26', 24],
  ]);
  expect(lastDays(Date.UTC(2026, 10, 25, 23, 30), 1, 'Europe/Oslo')[0]?.day).toBe('2026-11-26');
});

it('L7: a seat that is passed on counts once, one that is taken for no time not at all', () => {
  const today = [{ from: noon, to: noon + day }];
  const until = (from: number, to: number) => ({ from: noon + from * hour, to: noon + to * hour });
  expect(peaksOf([until(1, 2), until(2, 3), until(3, 4)], today)).toEqual([1]);
  expect(peaksOf([until(1, 3), until(2, 4)], today)).toEqual([2]);
  expect(peaksOf([until(2, 2), until(5, 4)], today)).toEqual([0]);
  expect(peaksOf([until(-5, 0)], today)).toEqual([0]);
  expect(peaksOf([until(-5, 1)], today)).toEqual([1]);
});

it('L7: the peak of each day is what counting at every moment finds', () => {
  const days = Array.from({ length: 6 }, (_, at) => ({ from: at * 10, to: at * 10 + 10 }));
  const spans = fc.array(fc.record({ from: fc.integer({ min: -5, max: 65 }), to: fc.integer({ min: -5, max: 70 }) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(spans, (uses) => {
      const at = (moment: number) => uses.filter(({ from, to }) => from <= moment && moment < to).length;
      const counted = days.map(({ from }) => Math.max(...Array.from({ length: 10 }, (_, step) => at(from + step))));
      expect(peaksOf(uses, days)).toEqual(counted);
    }),
  );
});

it('L7: a lease that lapsed was in use until it ended, whenever somebody noticed', () => {
  const lease = { startedAt: noon, leaseEndsAt: noon + day };
  expect(useOf({ ...lease, endedAt: noon + 3 * day }, noon + 4 * day)).toEqual({ from: noon, to: noon + day });
  expect(useOf({ ...lease, endedAt: noon + hour }, noon + 4 * day)).toEqual({ from: noon, to: noon + hour });
  expect(useOf({ ...lease, endedAt: null }, noon + hour)).toEqual({ from: noon, to: noon + hour + 1 });
});

it('L7: seats of a day are those of licenses in force at any time of it', () => {
  const days = [0, 1, 2, 3].map((at) => ({ from: noon + at * day, to: noon + (at + 1) * day }));
  const license = { seats: 5, startsAt: noon + day, endsAt: noon + 3 * day, revokedAt: null };
  expect(seatsOn([license, { ...license, seats: 2, endsAt: null, revokedAt: noon + day + hour }], days)).toEqual([
    0, 7, 5, 0,
  ]);
});
