import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Asks a program of the system; no shell, nothing on the screen, and never longer than this. */
export async function ask(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { timeout: 4_000, windowsHide: true, encoding: 'utf8' });
  return stdout;
}

/** Asks a program of the system; tests answer for it. */
export type Ask = typeof ask;
