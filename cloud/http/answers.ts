import { ORPCError, ValidationError } from '@orpc/server';
import type { Logger } from 'pino';
import { toFailure, toORPCError } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { newId } from '../ids.ts';
import type { Random } from '../ports.ts';

interface Call<Result> {
  next(): Promise<Result>;
}

/** Turns whatever an operation throws into an answer of the error table. What nobody expected is logged under an id. */
export function answerErrors({ log, random }: { log: Logger; random: Random }) {
  return async <Result>(call: Call<Result> & { path?: readonly string[] }): Promise<Result> => {
    try {
      return await call.next();
    } catch (error) {
      const failure = expected(error);
      if (failure) throw toORPCError(failure);
      const id = newId(random, 'E');
      log.error({ err: error, id, operation: call.path?.join('.') }, 'an operation failed unexpectedly');
      throw toORPCError(new Failure('internal', { id }));
    }
  };
}

function expected(error: unknown): Failure | null {
  const failure = toFailure(error);
  if (failure) return failure;
  if (!(error instanceof ORPCError) || error.status >= 500) return null;
  const problems =
    error.cause instanceof ValidationError
      ? error.cause.issues.map(({ path, message }) => ({ field: fieldOf(path), problem: message }))
      : [{ field: '', problem: error.message }];
  return new Failure('invalid-input', { problems });
}

function fieldOf(path: ValidationError['issues'][number]['path']): string {
  return (path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
}
