import { day, hour, minute } from '../../models/time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A formatter costs a hundred times what it does, so each is made once. */
function formatOf(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.entries(options).join(' ')}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, ...options });
  formats.set(key, made);
  return made;
}

const pieces = (moment: number, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  Object.fromEntries(
    formatOf(timeZone, options)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );

const count = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? '' : 's'}`;

/** How many midnights lie between two moments, in a zone. */
export function daysBetween(from: number, to: number, timeZone: string): number {
  const midnight = (moment: number) => {
    const { year, month, day: date } = pieces(moment, timeZone, { year: 'numeric', month: 'numeric', day: 'numeric' });
    return Date.UTC(Number(year), Number(month) - 1, Number(date));
  };
  return Math.round((midnight(to) - midnight(from)) / day);
}

/** Dates in words. Every one is given the zone of the organization it belongs to. */
export const dates = {
  /** 24 Nov 2026 */
  day(moment: number, timeZone: string): string {
    const part = pieces(moment, timeZone, { year: 'numeric', month: 'short', day: 'numeric' });
    return `${part.day} ${part.month} ${part.year}`;
  },
  /** 24 Nov: only where a time axis shows the year. */
  shortDay(moment: number, timeZone: string): string {
    const part = pieces(moment, timeZone, { month: 'short', day: 'numeric' });
    return `${part.day} ${part.month}`;
  },
  /** Thu 14 Jan 2027 */
  weekdayDay(moment: number, timeZone: string): string {
    return `${pieces(moment, timeZone, { weekday: 'short' }).weekday} ${dates.day(moment, timeZone)}`;
  },
  /** Monday 23 November 2026 */
  today(moment: number, timeZone: string): string {
    const part = pieces(moment, timeZone, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
    return `${part.weekday} ${part.day} ${part.month} ${part.year}`;
  },
  /** 23:59 */
  time(moment: number, timeZone: string): string {
    const part = pieces(moment, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    return `${part.hour}:${part.minute}`;
  },
  /** 24 Nov 2026, 14:06 */
  dayAndTime(moment: number, timeZone: string): string {
    return `${dates.day(moment, timeZone)}, ${dates.time(moment, timeZone)}`;
  },
  /** Thu 14 Jan 2027, 23:59 Europe/Oslo */
  full(moment: number, timeZone: string): string {
    return `${dates.weekdayDay(moment, timeZone)}, ${dates.time(moment, timeZone)} ${timeZone}`;
  },
  /** Jan */
  month(moment: number, timeZone: string): string {
    return pieces(moment, timeZone, { month: 'short' }).month ?? '';
  },
  /** in 23 hours, in 12 days, 8 days ago */
  relative(moment: number, now: number, timeZone: string): string {
    const distance = Math.abs(moment - now);
    if (distance < minute) return 'now';
    const amount =
      distance < hour
        ? count(Math.floor(distance / minute), 'minute')
        : distance < day
          ? count(Math.floor(distance / hour), 'hour')
          : count(Math.max(1, Math.abs(daysBetween(now, moment, timeZone))), 'day');
    return moment > now ? `in ${amount}` : `${amount} ago`;
  },
  /** 23 more hours, 40 more minutes */
  more(milliseconds: number): string {
    if (milliseconds < hour) return count(Math.max(0, Math.floor(milliseconds / minute)), 'more minute');
    if (milliseconds < 2 * day) return count(Math.floor(milliseconds / hour), 'more hour');
    return count(Math.floor(milliseconds / day), 'more day');
  },
  /** 9 min 41 s */
  countdown(milliseconds: number): string {
    const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
    const minutes = Math.floor(seconds / 60);
    return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
  },
  never: 'Never',
  zone: (timeZone: string) => `Dates in ${timeZone}`,
};
