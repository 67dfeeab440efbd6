import type { Command } from '#shared/arguments/commands.ts';
import { type CheckResult, checkExit } from '#shared/models/check.ts';
import type { Link } from '../../forwarding.ts';
import type { Terminal } from './terminal.ts';
import { createStyle } from './views/style.ts';
import { viewOf } from './views/views.ts';

/** Carries an operation out and shows what came back; to its exit code. */
export async function answer(
  command: Command,
  input: object,
  isJson: boolean,
  link: Link,
  terminal: Terminal,
): Promise<number> {
  const output = await link.call(command.path, input, { context: {}, signal: terminal.interrupted });
  const show = (value: unknown) => showAnswer(command, value, isJson, terminal);
  if (!isStream(output)) {
    show(output);
    return command.path.join('.') === 'companion.license.check' ? checkExit[(output as CheckResult).verdict] : 0;
  }
  try {
    for await (const event of output) {
      show(event);
      if (terminal.interrupted.aborted) break;
    }
  } catch (error) {
    if (!terminal.interrupted.aborted) throw error;
  }
  return 0;
}

/** Writes what came back, for a person or as JSON. */
export function showAnswer({ path }: Command, value: unknown, isJson: boolean, terminal: Terminal): void {
  terminal.out(isJson ? `${JSON.stringify(value)}\n` : viewOf(path)(withoutControls(value), createStyle(terminal)));
}

function isStream(output: unknown): output is AsyncIterable<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

/** What somebody wrote may hold more than letters, and a terminal would obey it. */
export function withoutControls<Value>(value: Value): Value;
export function withoutControls(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/\p{Cc}+/gu, ' ');
  if (Array.isArray(value)) return value.map(withoutControls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, ofField(key, field)]));
}

/** Notes of a release are Markdown, which needs its lines. */
const ofField = (name: string, field: unknown): unknown =>
  name === 'notes' && typeof field === 'string'
    ? field
        .split('\n')
        .map((line) => withoutControls(line))
        .join('\n')
    : withoutControls(field);
