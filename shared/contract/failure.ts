import { ORPCError } from '@orpc/contract';
import { errorTable, type ErrorCode, Failure } from '../errors.ts';

/** How a failure travels through every door. */
export function toORPCError(failure: Failure): ORPCError<ErrorCode, unknown> {
  return new ORPCError(failure.code, {
    status: errorTable[failure.code].status,
    message: failure.code,
    data: failure.details,
    cause: failure,
  });
}

/** Reads a failure back from what a door threw; null when it is something else (a bug, or transport trouble). */
export function toFailure(error: unknown): Failure | null {
  if (error instanceof Failure) return error;
  if (!(error instanceof ORPCError) || !(error.code in errorTable)) return null;
  const code = error.code as ErrorCode;
  const details = errorTable[code].details.safeParse(error.data);
  return details.success ? new Failure(code, details.data, { cause: error }) : null;
}
