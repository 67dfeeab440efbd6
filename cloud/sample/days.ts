import { day, hour, type Moment } from '#shared/models/time.ts';

/** 23:59 on the day so many days from now, where the organization is. */
export function endOfDay(now: Moment, days: number, timeZone: string): Moment {
  const parts = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', hour: 'numeric', minute: 'numeric' });
  const then = now + days * day;
  const { hour: hours = 0, minute: minutes = 0 } = Object.fromEntries(
    parts.formatToParts(then).map(({ type, value }) => [type, Number(value)]),
  );
  const thisMinute = then - (then % 60_000);
  return thisMinute - hours * hour - minutes * 60_000 + 24 * hour - 60_000;
}
