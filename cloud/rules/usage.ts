import { DateTime } from 'luxon';
import type { Moment } from '#shared/models/time.ts';

/** From a moment on, up to another one. */
export interface Span {
  from: Moment;
  to: Moment;
}

export interface UseDay extends Span {
  /** 2026-11-25, where the organization is. */
  day: string;
}

/** The last days up to the one that holds `now`, the oldest first; a day may have 23 or 25 hours. */
export function lastDays(now: Moment, count: number, zone: string): UseDay[] {
  const today = DateTime.fromMillis(now, { zone }).startOf('day');
  return Array.from({ length: count }, (_, at) => {
    const first = today.minus({ days: count - 1 - at });
    const day = first.toISODate();
    if (day === null) throw new Error(`there is no such zone: ${zone}`);
    return { day, from: first.toMillis(), to: first.plus({ days: 1 }).startOf('day').toMillis() };
  });
}

/** When a seat was taken: a lease that lapsed counts until it ended, whenever somebody noticed. */
export const useOf = (
  lease: { startedAt: Moment; leaseEndsAt: Moment; endedAt: Moment | null },
  now: Moment,
): Span => ({ from: lease.startedAt, to: Math.min(lease.endedAt ?? now + 1, lease.leaseEndsAt) });

/** The most uses at once in each of some days, which follow each other. A seat that is passed on counts once. */
export function peaksOf(uses: readonly Span[], days: readonly Span[]): number[] {
  const real = uses.filter(({ from, to }) => to > from);
  const starts = real.map(({ from }) => from).toSorted((a, b) => a - b);
  const ends = real.map(({ to }) => to).toSorted((a, b) => a - b);
  let [started, ended] = [0, 0];
  /** Takes in everything up to a moment; answers how many are in use then. */
  const at = (moment: Moment): number => {
    while ((ends[ended] ?? Infinity) <= moment) ended++;
    while ((starts[started] ?? Infinity) <= moment) started++;
    return started - ended;
  };
  return days.map(({ from, to }) => {
    let peak = at(from);
    for (let next = starts[started]; next !== undefined && next < to; next = starts[started])
      peak = Math.max(peak, at(next));
    return peak;
  });
}

/** How many seats were bought for each of some days: of the licenses in force at any time of it. */
export function seatsOn(
  licenses: readonly { seats: number; startsAt: Moment; endsAt: Moment | null; revokedAt: Moment | null }[],
  days: readonly Span[],
): number[] {
  return days.map(({ from, to }) =>
    licenses
      .filter(
        ({ startsAt, endsAt, revokedAt }) =>
          startsAt < to && Math.min(endsAt ?? Infinity, revokedAt ?? Infinity) > from,
      )
      .reduce((sum, { seats }) => sum + seats, 0),
  );
}
