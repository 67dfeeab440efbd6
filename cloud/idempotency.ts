import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '#shared/errors.ts';
import type { CloudParts, GuardedContext } from './context.ts';
import type { Write } from './store/open.ts';

type Writer = GuardedContext['write'];
const WithKey = z.object({ idempotencyKey: z.string() });

/**
 * Runs a write at most once per idempotency key: the same key with the same input gives the same answer again.
 * The answer is recorded in the transaction of the write itself, so a crash cannot separate the two.
 */
export async function once<T>(
  { store, clock }: Pick<CloudParts, 'store' | 'clock'>,
  call: { scope: string; input: unknown },
  run: (write: Writer) => Promise<T>,
  repeat: (answer: unknown) => T,
): Promise<T> {
  const key = WithKey.safeParse(call.input).data?.idempotencyKey;
  if (key === undefined) return run(store.write);

  const digest = createHash('sha256').update(JSON.stringify(call.input)).digest('hex');
  const earlier = await recorded();
  if (earlier) return repeat(earlier.answer);

  let isRecorded = false;
  const record = async (tx: Write, answer: unknown) => {
    const row = {
      scope: call.scope,
      key,
      request_digest: digest,
      response: JSON.stringify(answer),
      created_at: clock.now(),
    };
    await tx.insertInto('idempotency').values(row).execute();
  };
  try {
    const answer = await run(async (work) => {
      if (isRecorded) throw new Error(`${call.scope}: write is called once when there is an idempotency key`);
      const result = await store.write(async (tx) => {
        const outcome = await work(tx);
        await record(tx, outcome);
        return outcome;
      });
      isRecorded = true;
      return result;
    });
    if (!isRecorded) throw new Error(`${call.scope}: takes an idempotency key, but did not use context.write`);
    return answer;
  } catch (error) {
    // The same request may have been answered meanwhile, by this process or another: then that is the answer.
    const meanwhile = isRecorded ? null : await recorded();
    if (meanwhile) return repeat(meanwhile.answer);
    throw error;
  }

  async function recorded(): Promise<{ answer: unknown } | null> {
    const row = await store.db
      .selectFrom('idempotency')
      .select(['request_digest', 'response'])
      .where('scope', '=', call.scope)
      .where('key', '=', key ?? '')
      .executeTakeFirst();
    if (row && row.request_digest !== digest) throw new Failure('idempotency-key-reused', {});
    return row ? { answer: JSON.parse(row.response) } : null;
  }
}
