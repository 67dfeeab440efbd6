import { type ErrorCode, errorTable, Failure } from '#shared/errors.ts';

/** A failure that came as data, as the failure it is. What this version does not know is told by its code alone. */
export function toFailureOf({ code, details }: { code: string; details: unknown }): Failure {
  if (!(code in errorTable)) return new Failure('internal', { id: code });
  const known = code as ErrorCode;
  const read = errorTable[known].details.safeParse(details);
  return read.success ? new Failure(known, read.data) : new Failure('internal', { id: code });
}
