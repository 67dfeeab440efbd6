import { randomBytes } from 'node:crypto';
import { kebabCase } from '#shared/arguments/commands.ts';
import { toFailure } from '#shared/contract/failure.ts';
import { errorTable, Failure } from '#shared/errors.ts';
import { explain } from '#shared/text/index.ts';
import { withoutControls } from './answer.ts';
import type { Terminal } from './terminal.ts';

/**
 * Says what went wrong, to its exit code. With `--json` standard output carries one value in any case:
 * the answer, or `{ error }` with the same code and details as at every other door.
 */
export function fail(error: unknown, isJson: boolean, terminal: Terminal): number {
  if (terminal.interrupted.aborted) return 130;
  const failure = toFailure(error) ?? unexpected(error, terminal);
  // What was thrown here names what was typed; what an operation refused names fields of its input.
  const isTyped = error instanceof Failure;
  const { sentence, next } = explain(isJson || isTyped ? failure : inFlags(failure));
  if (isJson) {
    const { code, details } = failure;
    terminal.out(`${JSON.stringify({ error: { code, details, sentence, next } })}\n`);
  } else
    terminal.error(
      withoutControls([sentence, next])
        .map((line) => `${line}\n`)
        .join(''),
    );
  return errorTable[failure.code].exit;
}

/** A bug: in full, and with a number to name it by. */
function unexpected(error: unknown, terminal: Terminal): Failure {
  const id = randomBytes(6).toString('hex');
  terminal.error(`${id} ${error instanceof Error ? error.stack : String(error)}\n`);
  return new Failure('internal', { id });
}

/** In the terminal a field of the input is a flag. */
function inFlags(failure: Failure): Failure {
  if (failure.code !== 'invalid-input') return failure;
  const { problems } = (failure as Failure<'invalid-input'>).details;
  const named = problems.map(({ field, problem }) => ({
    field: isField(field) ? `--${kebabCase(field)}` : field,
    problem,
  }));
  return new Failure('invalid-input', { problems: named });
}

const isField = (name: string) => /^[a-z][A-Za-z]*$/.test(name);
