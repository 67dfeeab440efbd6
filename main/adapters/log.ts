import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log } from '../services/ports.ts';

/** A log this long moves aside, in place of the one before. */
const longest = 2 * 1024 * 1024;

/** A log of JSON lines in a file; warnings and errors of a host without a screen go to `also` as well. */
export function createLog(file: string, also: (line: string) => void = () => {}): Log {
  const write = (level: keyof Log) => (message: string, facts?: Record<string, unknown>) => {
    const at = new Date().toISOString();
    keep(file, `${JSON.stringify({ at, level, message, ...facts })}\n`);
    if (level !== 'debug') also(`${at} ${level} ${message}${facts ? ` ${JSON.stringify(facts)}` : ''}\n`);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** A log that cannot be written must not stop what it tells about. */
function keep(file: string, line: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > longest) renameSync(file, `${file}.before`);
    appendFileSync(file, line, { mode: 0o600 });
  } catch {
    // Nowhere left to say it.
  }
}
