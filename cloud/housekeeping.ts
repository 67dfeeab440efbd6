import { day, hour } from '#shared/models/time.ts';
import type { CloudParts } from './context.ts';

/** How long an idempotency key is remembered. */
const keysKept = 7 * day;

/** Forgets now and then what nobody asks for any more. Any number of processes may do it. */
export function startHousekeeping({ store, clock, log }: Pick<CloudParts, 'store' | 'clock' | 'log'>): () => void {
  const tidy = () =>
    store.db
      .deleteFrom('idempotency')
      .where('created_at', '<', clock.now() - keysKept)
      .execute()
      .catch((error: unknown) => log.warn({ err: error }, 'old idempotency keys were not removed'));
  const timer = setInterval(() => void tidy(), hour).unref();
  return () => clearInterval(timer);
}
