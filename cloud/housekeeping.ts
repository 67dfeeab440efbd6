import { day, hour } from '#shared/models/time.ts';
import type { CloudParts } from './context.ts';
import { deleteDueAccounts } from './operations/account-delete.ts';
import { tellOfNames } from './operations/account-name.ts';
import { renewIndexes } from './releases/index.ts';
import { isoOf } from './store/moment.ts';
import { recordUsage } from './usage/record.ts';
import { warnOfEnds } from './warnings/warn.ts';

/** How long an idempotency key is remembered. */
const keysKept = 7 * day;
/** How long the log of calls to webhooks goes back. */
const deliveriesKept = 30 * day;
/** The first round comes soon: what fell due while the cloud was down has waited long enough. */
const soon = 10_000;

type Parts = Pick<CloudParts, 'clock' | 'config' | 'keys' | 'log' | 'mail' | 'random' | 'store'>;

/**
 * What is done now and then: people are told of ends ahead and of their new name, what nobody asks for any more is
 * forgotten, the use of seats is written down, and indexes of releases are renewed before they expire. Any number of
 * processes may do it. The end of it waits for a round that is under way.
 */
export function startHousekeeping(parts: Parts, { first = soon, interval = hour } = {}): () => Promise<void> {
  const { log } = parts;
  let last = Promise.resolve();
  const goRound = () => {
    last = last.then(round);
  };
  const round = async () => {
    await tidy(parts).catch((error: unknown) => log.warn({ err: error }, 'what is old was not removed'));
    await warnOfEnds(parts).catch((error: unknown) => log.error({ err: error }, 'nobody was told of ends ahead'));
    await recordUsage(parts).catch((error: unknown) => log.error({ err: error }, 'use was not written down'));
    await tellOfNames(parts).catch((error: unknown) => log.error({ err: error }, 'nobody was told of new names'));
    await deleteDueAccounts(parts).catch((error: unknown) => log.error({ err: error }, 'an account was not deleted'));
    await renewIndexes(parts).catch((error: unknown) =>
      log.error({ err: error }, 'an index of releases was not renewed'),
    );
  };
  const start = setTimeout(goRound, first).unref();
  const timer = setInterval(goRound, interval).unref();
  return () => {
    clearTimeout(start);
    clearInterval(timer);
    return last;
  };
}

async function tidy({ store: { db }, clock }: Parts): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('created_at', '<', clock.now() - keysKept)
    .execute();
  await db
    .deleteFrom('webhook_delivery')
    .where('created_at', '<', clock.now() - deliveriesKept)
    .where('next_at', 'is', null)
    .execute();
  await db.deleteFrom('session').where('expiresAt', '<', isoOf(clock.now())).execute();
}
