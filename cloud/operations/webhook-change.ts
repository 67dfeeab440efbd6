import type { Kysely } from 'kysely';
import { Failure } from '#shared/errors.ts';
import type { Webhook, WebhookEvent, WebhookWithSecret } from '#shared/models/webhook.ts';
import { day } from '#shared/models/time.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { newId } from '../ids.ts';
import { createSecrets, newWebhookSecret } from '../integrations/webhook-secret.ts';
import { changesOf } from '../rules/changes.ts';
import { giveUpWaiting } from '../store/queries/delivery.ts';
import { countWebhooks, findWebhook, webhooksOf } from '../store/queries/webhook.ts';
import type { Database } from '../store/schema.ts';
import { recordDeed } from './audit.ts';

/** More than this is a script that makes webhooks. */
export const mostWebhooks = 50;
/** So long calls are signed with the old secret, too. */
const oldSecretKept = day;

/** A webhook of this organization; one of another is unknown. */
export async function theWebhook(
  { clock }: Pick<CloudParts, 'clock'>,
  db: Kysely<Database>,
  organization: string,
  id: string,
): Promise<Webhook> {
  const [webhook] = await webhooksOf(db, organization, clock.now(), id);
  if (!webhook) throw new Failure('not-found', {});
  return webhook;
}

export function createWebhook(
  parts: CloudParts,
  context: GuardedContext,
  { name, url, events }: { name: string; url: string; events: WebhookEvent[] },
): Promise<WebhookWithSecret> {
  const { clock, config, random, store } = parts;
  const { organization } = placeOf(context);
  refuseAddress(parts, url);
  return context.write(async (tx) => {
    await store.lock(tx, 'organization', organization);
    if ((await countWebhooks(tx, organization)) >= mostWebhooks)
      throw new Failure('limit-reached', { limit: mostWebhooks });
    const id = newId(random, 'W');
    const secret = newWebhookSecret(random);
    const row = {
      id,
      organization_id: organization,
      name,
      url,
      events: JSON.stringify([...new Set(events)]),
      sealed_secret: createSecrets(config.secret).seal(random, id, secret),
      old_sealed_secret: null,
      old_secret_until: null,
      created_at: clock.now(),
      created_by: callerOf(context).person.id,
      off_at: null,
      off_why: null,
      failing_since: null,
    };
    await tx.insertInto('webhook').values(row).execute();
    const deed = { action: 'webhook.create', organization, subject: id, details: { name, url, events } };
    await recordDeed(parts, context, tx, deed);
    return { ...(await theWebhook(parts, tx, organization, id)), secret };
  });
}

interface Changes {
  name?: string | undefined;
  url?: string | undefined;
  events?: WebhookEvent[] | undefined;
  isOn?: boolean | undefined;
}

export function updateWebhook(
  parts: CloudParts,
  context: GuardedContext,
  id: string,
  changes: Changes,
): Promise<Webhook> {
  const { organization } = placeOf(context);
  if (changes.url !== undefined) refuseAddress(parts, changes.url);
  return context.write(async (tx) => {
    const { name, url, events, off } = await theWebhook(parts, tx, organization, id);
    const details = changesOf({ name, url, events, isOn: off === null }, changes);
    if (Object.keys(details).length === 0) return theWebhook(parts, tx, organization, id);
    const isSwitched = 'isOn' in details;
    await tx
      .updateTable('webhook')
      .set({
        ...(changes.name !== undefined && { name: changes.name }),
        ...(changes.url !== undefined && { url: changes.url }),
        ...(changes.events !== undefined && { events: JSON.stringify([...new Set(changes.events)]) }),
        ...(isSwitched && changes.isOn && { off_at: null, off_why: null, failing_since: null }),
        ...(isSwitched && !changes.isOn && { off_at: parts.clock.now(), off_why: 'by-hand' as const }),
      })
      .where('id', '=', id)
      .execute();
    if (isSwitched && !changes.isOn) await giveUpWaiting(tx, id);
    const deed = { action: 'webhook.update', organization, subject: id, details: { webhook: name, ...details } };
    await recordDeed(parts, context, tx, deed);
    return theWebhook(parts, tx, organization, id);
  });
}

export function removeWebhook(parts: CloudParts, context: GuardedContext, id: string): Promise<Record<string, never>> {
  const { organization } = placeOf(context);
  return context.write(async (tx) => {
    const { name, url } = await theWebhook(parts, tx, organization, id);
    await tx.deleteFrom('webhook').where('id', '=', id).execute();
    await tx.deleteFrom('webhook_delivery').where('webhook_id', '=', id).execute();
    const deed = { action: 'webhook.remove', organization, subject: id, details: { name, url } };
    await recordDeed(parts, context, tx, deed);
    return {};
  });
}

export function rotateSecret(parts: CloudParts, context: GuardedContext, id: string): Promise<WebhookWithSecret> {
  const { clock, config, random } = parts;
  const { organization } = placeOf(context);
  return context.write(async (tx) => {
    const { name } = await theWebhook(parts, tx, organization, id);
    const before = await findWebhook(tx, id);
    if (!before) throw new Failure('not-found', {});
    const secret = newWebhookSecret(random);
    await tx
      .updateTable('webhook')
      .set({
        sealed_secret: createSecrets(config.secret).seal(random, id, secret),
        old_sealed_secret: before.sealed_secret,
        old_secret_until: clock.now() + oldSecretKept,
      })
      .where('id', '=', id)
      .execute();
    await recordDeed(parts, context, tx, {
      action: 'webhook.rotateSecret',
      organization,
      subject: id,
      details: { name },
    });
    return { ...(await theWebhook(parts, tx, organization, id)), secret };
  });
}

/** What can be said of an address before it is called. What its name stands for shows when it is. */
function refuseAddress({ outgoing }: Pick<CloudParts, 'outgoing'>, url: string): void {
  const why = outgoing.refusal(url);
  if (why !== null) throw new Failure('address-refused', { why });
}
