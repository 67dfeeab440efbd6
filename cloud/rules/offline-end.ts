import { DateTime } from 'luxon';
import { minute, type Moment } from '#shared/models/time.ts';
import type { OfflineLength } from '#shared/models/offline.ts';

/** Until the license ends, for a license that never ends: a year and a day. */
export const longestDays = 366;

export interface OfflineWish {
  /** null: until the license ends. */
  days: OfflineLength;
  /** Of the organization: its days end at its midnight. */
  timeZone: string;
  licenseEndsAt: Moment | null;
}

/**
 * When an offline lease ends that goes out now: at 23:59 of the last day, never behind its license.
 * `isShortened`: that is earlier than was wished.
 */
export function offlineEnd(
  now: Moment,
  { days, timeZone, licenseEndsAt }: OfflineWish,
): { endsAt: Moment; isShortened: boolean } {
  if (days === null && licenseEndsAt !== null) return { endsAt: licenseEndsAt, isShortened: false };
  const wished = endOfDayIn(now, days ?? longestDays, timeZone);
  const endsAt = Math.min(wished, licenseEndsAt ?? wished);
  return { endsAt, isShortened: days === null || endsAt < wished };
}

/**
 * 23:59:00 on the day so many days from today, where the organization is: a minute before its next day begins. Also
 * where clocks change at midnight, and there is no 00:00 that day or 23:59 comes twice: then the later one.
 */
export function endOfDayIn(now: Moment, days: number, timeZone: string): Moment {
  const lastDay = DateTime.fromMillis(now, { zone: timeZone }).startOf('day').plus({ days });
  return lastDay.plus({ days: 1 }).startOf('day').toMillis() - minute;
}
