import { ORPCError, os, ValidationError } from '@orpc/server';
import { z } from 'zod';
import { toFailure, toORPCError } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import type { Log, Random } from './services/ports.ts';

/** The outermost layer of every operation: what is expected keeps its code; what is not gets an id and goes to the log. */
export const answerFailures = (log: Log, random: Pick<Random, 'bytes'>) =>
  os.middleware(async ({ next, path, signal }) => {
    try {
      return await next();
    } catch (error) {
      // Whoever asked has gone.
      if (signal?.aborted) throw error;
      const failure = toFailure(error) ?? badInput(error);
      if (failure) throw toORPCError(failure);
      const id = Buffer.from(random.bytes(6)).toString('hex');
      log.error('internal', { id, operation: path.join('.'), error: inFull(error) });
      throw toORPCError(new Failure('internal', { id }));
    }
  });

const Issues = z.object({
  issues: z.array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).default([]) })),
});

function badInput(error: unknown): Failure | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null;
  const found = Issues.safeParse(error.data);
  const problems = found.success
    ? found.data.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message }))
    : [{ field: '', problem: error.message }];
  return new Failure('invalid-input', { problems });
}

function inFull(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  // The value itself is left out: it may hold what nobody should read in a log.
  const issues = cause instanceof ValidationError ? ` ${JSON.stringify(cause.issues)}` : '';
  return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}${issues}`;
}
