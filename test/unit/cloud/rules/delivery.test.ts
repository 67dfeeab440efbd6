import { expect, it } from 'vitest';
import { afterTry, failingFor } from '#cloud/rules/delivery.ts';
import { hour, minute } from '#shared/models/time.ts';

const at = 1_800_000_000_000;
const failed = (before: number, change: Partial<Parameters<typeof afterTry>[0]> = {}) =>
  afterTry({ status: 500, at, before, failingSince: null, retryAfter: null, chance: 0.5, ...change });

it.each([200, 201, 204, 299])('O9: %i means that a call arrived, and the webhook works again', (status) => {
  const verdict = failed(3, { status, failingSince: at - hour });
  expect(verdict).toEqual({ state: 'delivered', nextAt: null, failingSince: null, off: null });
});

it.each([null, 199, 300, 302, 304, 400, 404, 429, 500, 503])('O9: %s means that it did not', (status) => {
  expect(failed(0, { status })).toMatchObject({ state: 'waiting', failingSince: at, off: null });
});

it('O9: tries come after 5 s, 1 min, 5 min, 30 min, 2 h, 6 h and 24 h; then a call is given up', () => {
  const waits = Array.from({ length: 8 }, (_, before) => {
    const { nextAt } = failed(before);
    return nextAt === null ? null : nextAt - at;
  });
  expect(waits).toEqual([5_000, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 24 * hour, null]);
  expect(failed(7)).toMatchObject({ state: 'failed', nextAt: null, off: null });
});

it('O9: what failed together does not come back together', () => {
  expect(failed(1, { chance: 0 }).nextAt).toBe(at + 0.9 * minute);
  expect(failed(1, { chance: 1 }).nextAt).toBe(at + 1.1 * minute);
});

it('O9: a receiver that asks to be left alone longer (429, 503) is, but not for more than a day', () => {
  const waits = (change: { status: number; retryAfter: number }) => (failed(1, change).nextAt ?? at) - at;
  expect(waits({ status: 429, retryAfter: 10 * minute })).toBe(10 * minute);
  expect(waits({ status: 503, retryAfter: 10 * minute })).toBe(10 * minute);
  expect(waits({ status: 503, retryAfter: 3_000 }), 'the growing wait is longer').toBe(minute);
  expect(waits({ status: 503, retryAfter: 90 * 24 * hour })).toBe(24 * hour);
  expect(waits({ status: 500, retryAfter: 10 * minute }), 'it means nothing there').toBe(minute);
  expect(failed(7, { status: 429, retryAfter: minute })).toMatchObject({ state: 'failed', nextAt: null });
});

it('O9: a webhook that fails for five days is switched off, not a moment before', () => {
  const since = at - failingFor;
  expect(failed(2, { failingSince: since })).toEqual({
    state: 'failed',
    nextAt: null,
    failingSince: since,
    off: 'failing',
  });
  expect(failed(2, { failingSince: since + 1 })).toMatchObject({
    state: 'waiting',
    failingSince: since + 1,
    off: null,
  });
});

it('O9: a receiver that is gone (410) switches its webhook off at once', () => {
  expect(failed(0, { status: 410 })).toMatchObject({ state: 'failed', nextAt: null, off: 'gone' });
});
