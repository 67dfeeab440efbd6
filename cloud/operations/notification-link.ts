import type { Kysely } from 'kysely';
import { Failure } from '#shared/errors.ts';
import type { CallContext, CloudParts } from '../context.ts';
import { changeNotified, type Linked, notifiedByLink } from '../store/queries/notification.ts';
import type { Database } from '../store/schema.ts';
import { digestOf } from '../warnings/unsubscribe-link.ts';
import { recordDeed } from './audit.ts';

/** Whose link this is. Links that never were, and those of closed organizations, are answered alike. */
export async function linkOf(db: Kysely<Database>, token: string): Promise<Linked> {
  const found = await notifiedByLink(db, digestOf(token));
  if (!found) throw new Failure('not-found', {});
  return found;
}

/** Whoever holds the link of an address decides whether it gets mails; as often as they like. */
export async function setSubscribed(
  parts: Pick<CloudParts, 'store' | 'clock' | 'random'>,
  { address }: Pick<CallContext, 'address'>,
  token: string,
  isSubscribed: boolean,
): Promise<void> {
  await parts.store.write(async (tx) => {
    const { organization, email, isUnsubscribed } = await linkOf(tx, token);
    if (isUnsubscribed !== isSubscribed) return;
    await changeNotified(
      tx,
      { organization: organization.id, email },
      { unsubscribedAt: isSubscribed ? null : parts.clock.now() },
    );
    const action = isSubscribed ? 'notification.subscribe' : 'notification.unsubscribe';
    const deed = { action, organization: organization.id, subject: email };
    await recordDeed(parts, { caller: null, address }, tx, deed);
  });
}
