import { day, hour } from '#shared/models/time.ts';
import type { CloudParts } from './context.ts';
import { isoOf } from './store/moment.ts';

/** How long an idempotency key is remembered. */
const keysKept = 7 * day;

/** Forgets now and then what nobody asks for any more. Any number of processes may do it. */
export function startHousekeeping({ store, clock, log }: Pick<CloudParts, 'store' | 'clock' | 'log'>): () => void {
  const tidy = async () => {
    await store.db
      .deleteFrom('idempotency')
      .where('created_at', '<', clock.now() - keysKept)
      .execute();
    await store.db.deleteFrom('session').where('expiresAt', '<', isoOf(clock.now())).execute();
  };
  const tidyOrSay = () => tidy().catch((error: unknown) => log.warn({ err: error }, 'what is old was not removed'));
  const timer = setInterval(() => void tidyOrSay(), hour).unref();
  return () => clearInterval(timer);
}
