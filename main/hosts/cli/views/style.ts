import { text } from '#shared/text/index.ts';

/** Tally colours: green here, amber soon, red ended or refused, grey free. A word always goes with them. */
export type Tally = 'here' | 'soon' | 'ended' | 'free' | 'held';

const codes: Record<Tally, string> = { here: '32', soon: '33', ended: '31', free: '90', held: '39' };
const dots: Record<Tally, string> = { here: '●', soon: '▲', ended: '■', free: '○', held: '◐' };

/** How things look in this terminal. */
export interface Style {
  tally(tally: Tally, word: string): string;
  strong(words: string): string;
  quiet(words: string): string;
  /** A moment in the time zone of this machine, and in words. */
  moment(moment: number | null): string;
}

/** `hasColors`: not in a file, not with NO_COLOR. */
export function createStyle(hasColors: boolean, now = Date.now()): Style {
  const paint = (code: string) => (words: string) => (hasColors ? `\u001B[${code}m${words}\u001B[0m` : words);
  return {
    tally: (tally, word) => `${paint(codes[tally])(dots[tally])} ${word}`,
    strong: paint('1'),
    quiet: paint('90'),
    moment: (moment) => (moment === null ? text.cli.never : `${onTheClock(moment)} (${fromNow(moment, now)})`),
  };
}

function onTheClock(moment: number): string {
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

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
