import { AsyncIteratorClass } from '@orpc/server';
import { toORPCError } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import type { Companion } from '#main/companion.ts';
import { createForwardingRouter } from '#main/forwarding.ts';

type Answers = Record<string, (input: unknown, signal: AbortSignal | undefined) => unknown>;

/** A companion that answers a few operations as told, for tests of what carries the calls. */
export function createFakeCompanion(answers: Answers, life: { onStart?(): void; onStop?(): void } = {}): Companion {
  return {
    router: createForwardingRouter({
      async call(path, input, { signal }) {
        const answer = answers[path.slice(1).join('.')];
        if (!answer) throw new Error(`not answered here: ${path.join('.')}`);
        try {
          return await answer(input, signal);
        } catch (error) {
          throw error instanceof Failure ? toORPCError(error) : error;
        }
      },
    }),
    status() {
      throw new Error('not answered here');
    },
    close: async () => {},
    start() {
      life.onStart?.();
      return async () => life.onStop?.();
    },
  };
}

/** A stream with an event at once and another every few milliseconds, until it is given up. */
export function ticks(value: () => unknown, milliseconds = 20) {
  let first = true;
  return new AsyncIteratorClass(
    async () => {
      if (!first) await new Promise((resolve) => setTimeout(resolve, milliseconds));
      first = false;
      return { done: false, value: value() };
    },
    async () => {},
  );
}
