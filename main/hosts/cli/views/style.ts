import { text } from '#shared/text/index.ts';

/** Tally colours: green here, amber soon, red ended or refused, grey free. A word always goes with them. */
export type Tally = 'here' | 'soon' | 'ended' | 'free' | 'held';

const codes: Record<Tally, string> = { here: '32', soon: '33', ended: '31', free: '90', held: '39' };
const dots: Record<Tally, string> = { here: '●', soon: '▲', ended: '■', free: '○', held: '◐' };

/** How things look in this terminal. */
export interface Style {
  /** Columns of the terminal; without end in a file. */
  width: number;
  tally(tally: Tally, word: string): string;
  strong(words: string): string;
  quiet(words: string): string;
  /** A moment in the time zone of this machine, and in words. */
  moment(moment: number | null): string;
  /** A moment in the time zone it belongs to, with the zone, and in words. */
  momentIn(moment: number | null, timeZone: string): string;
  /** The same where the hour does not matter. */
  day(moment: number | null): string;
  /** The day alone, for tables with many rows. */
  date(moment: number | null): string;
}

export interface Look {
  /** Not in a file, not with NO_COLOR. */
  hasColors: boolean;
  width?: number;
  now?: number;
}

export function createStyle({ hasColors, width = Infinity, now = Date.now() }: Look): Style {
  const paint = (code: string) => (words: string) => (hasColors && words ? `\u001B[${code}m${words}\u001B[0m` : words);
  const quiet = paint('90');
  const said = (moment: number | null, clock: (date: Date) => string) =>
    moment === null ? text.cli.never : `${clock(new Date(moment))} ${quiet(`(${fromNow(moment, now)})`)}`;
  return {
    width,
    tally: (tally, word) => `${paint(codes[tally])(dots[tally])} ${word}`,
    strong: paint('1'),
    quiet,
    moment: (moment) => said(moment, (date) => `${dayOf(date)} ${two(date.getHours())}:${two(date.getMinutes())}`),
    momentIn: (moment, timeZone) => said(moment, (date) => `${minuteIn(date, timeZone)} ${timeZone}`),
    day: (moment) => said(moment, dayOf),
    date: (moment) => (moment === null ? text.cli.never : dayOf(new Date(moment))),
  };
}

/** 2027-01-14 23:59 */
const minuteIn = (date: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(date);
const dayOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const two = (value: number) => String(value).padStart(2, '0');

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function fromNow(moment: number, now: number): string {
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const away = moment - now;
  const [unit, length] = units.find((each) => Math.abs(away) >= each[1]) ?? (['second', 1_000] as const);
  return words.format(Math.trunc(away / length), unit);
}
