import { dates, daysBetween } from '#shared/text/en/dates.ts';
import { day } from '#shared/models/time.ts';

export interface Axis {
  from: number;
  to: number;
}

/** Where a moment lies on an axis, 0 to 1. */
export function shareOf(moment: number, { from, to }: Axis): number {
  return to <= from ? 0 : Math.min(1, Math.max(0, (moment - from) / (to - from)));
}

/** The first of each month on an axis, thinned so that at most eight are named. */
export function monthsBetween({ from, to }: Axis, zone: string): { at: number; label: string }[] {
  const months: { at: number; label: string }[] = [];
  for (let at = from; at < to && months.length < 240; at += day) {
    const isFirst = dates.month(at, zone) !== dates.month(at - day, zone);
    if (isFirst && daysBetween(from, at, zone) > 0) months.push({ at, label: dates.month(at, zone) });
  }
  const step = Math.ceil(months.length / 8);
  return months.filter((_, index) => index % step === 0);
}
