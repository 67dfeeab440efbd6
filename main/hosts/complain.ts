import { toFailure } from '#shared/contract/failure.ts';
import { errorTable } from '#shared/errors.ts';
import { explain } from '#shared/text/index.ts';

/** Says why a host cannot go on, and leaves the exit code of the failure behind. What is no failure is a bug, shown in full. */
export function complain(error: unknown): void {
  const failure = toFailure(error);
  if (failure) {
    const { sentence, next } = explain(failure);
    console.error(`${sentence}\n${next}`);
  } else console.error(error);
  process.exitCode = failure ? errorTable[failure.code].exit : 1;
}
