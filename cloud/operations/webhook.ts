import { Failure } from '#shared/errors.ts';
import type { WebhookDelivery } from '#shared/models/webhook.ts';
import { type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { newId } from '../ids.ts';
import { attempt, leaseTime } from '../integrations/attempt.ts';
import { waiting } from '../integrations/queue.ts';
import { cursorOf, placeOfCursor } from '../rules/audit-page.ts';
import { deliveriesOf, findDelivery, leaseDeliveries, toDelivery } from '../store/queries/delivery.ts';
import { webhooksOf } from '../store/queries/webhook.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { createWebhook, removeWebhook, rotateSecret, theWebhook, updateWebhook } from './webhook-change.ts';

/** Calls to programs of an organization when something happens in it (O9). */
export function webhookOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    list: os.webhook.list.handler(({ context }) => webhooksOf(store.db, placeOf(context).organization, clock.now())),
    create: os.webhook.create.handler(({ context, input }) => createWebhook(parts, context, input)),
    update: os.webhook.update.handler(({ context, input: { webhook, name, url, events, isOn } }) =>
      updateWebhook(parts, context, webhook, { name, url, events, isOn }),
    ),
    remove: os.webhook.remove.handler(({ context, input }) => removeWebhook(parts, context, input.webhook)),
    rotateSecret: os.webhook.rotateSecret.handler(({ context, input }) => rotateSecret(parts, context, input.webhook)),
    test: os.webhook.test.handler(({ context, input }) => testWebhook(parts, context, input.webhook)),

    deliveries: os.webhook.deliveries.handler(async ({ context, input: { webhook, state, cursor, limit } }) => {
      await theWebhook(parts, store.db, placeOf(context).organization, webhook);
      const after = cursor === undefined ? null : placeOfCursor(cursor);
      if (cursor !== undefined && after === null)
        throw new Failure('invalid-input', { problems: [{ field: 'cursor', problem: 'not from the page before' }] });
      const found = await deliveriesOf(store.db, webhook, { state, after, most: limit + 1 });
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      return { rows: rows.map(toDelivery), next: last ? cursorOf({ at: last.created_at, id: last.id }) : null };
    }),

    redeliver: os.webhook.redeliver.handler(async ({ context, input }) => {
      const { organization } = placeOf(context);
      const { name } = await theWebhook(parts, store.db, organization, input.webhook);
      const delivery = await findDelivery(store.db, input.delivery);
      if (delivery?.webhook_id !== input.webhook) throw new Failure('not-found', {});
      await parts.auth.countOnAccount('webhook', organization);
      const details = { name, delivery: delivery.id };
      const deed = { action: 'webhook.redeliver', organization, subject: input.webhook, details };
      await context.write((tx) => recordDeed(parts, context, tx, deed));
      return tryByHand(parts, delivery.id);
    }),
  };
}

/** A test is on record like everything else; what is sent is its own row of the log. */
async function testWebhook(parts: CloudParts, context: GuardedContext, id: string): Promise<WebhookDelivery> {
  const { organization } = placeOf(context);
  const { name } = await theWebhook(parts, parts.store.db, organization, id);
  await parts.auth.countOnAccount('webhook', organization);
  const delivery = await context.write(async (tx) => {
    const deed = { id: newId(parts.random, 'E'), action: 'webhook.test', at: parts.clock.now() };
    await recordDeed(parts, context, tx, { ...deed, organization, subject: id, details: { name } });
    // Not for the worker: it is tried here, and not again.
    const row = { ...waiting(parts.random, id, deed), state: 'failed' as const, next_at: null };
    await tx.insertInto('webhook_delivery').values(row).execute();
    return row.id;
  });
  return tryByHand(parts, delivery);
}

async function tryByHand(parts: CloudParts, id: string): Promise<WebhookDelivery> {
  const now = parts.clock.now();
  const [leased] = await leaseDeliveries(parts.store.db, [id], { now, until: now + leaseTime, onlyDue: false });
  // The worker is at it this moment.
  if (!leased) throw new Failure('conflict', {});
  const tried = (await attempt(parts, leased, { byHand: true })) ? await findDelivery(parts.store.db, id) : null;
  if (!tried) throw new Failure('not-found', {});
  return toDelivery(tried);
}
