import { type Kysely, type Selectable, sql } from 'kysely';
import type { Moment } from '#shared/models/time.ts';
import type { DeliveryState, WebhookDelivery } from '#shared/models/webhook.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
export type DeliveryRow = Selectable<Database['webhook_delivery']>;

/** Calls that are due, the oldest first, and of each webhook only so many: no backlog hides the others. */
export function dueDeliveries(
  db: Db,
  now: Moment,
  { perWebhook, most }: { perWebhook: number; most: number },
): Promise<{ id: string; webhook_id: string; isFailing: boolean }[]> {
  return db
    .with('due', (query) =>
      query
        .selectFrom('webhook_delivery')
        .innerJoin('webhook', 'webhook.id', 'webhook_delivery.webhook_id')
        .select(['webhook_delivery.id', 'webhook_id', 'next_at', 'failing_since'])
        .select(
          sql<number>`row_number() over (partition by webhook_id order by next_at, webhook_delivery.id)`.as('place'),
        )
        .where('next_at', '<=', now)
        .where('off_at', 'is', null)
        .where(({ eb, or }) => or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)])),
    )
    .selectFrom('due')
    .select(['id', 'webhook_id', 'failing_since'])
    .where('place', '<=', perWebhook)
    .orderBy('next_at')
    .orderBy('id')
    .limit(most)
    .execute()
    .then((rows) =>
      rows.map(({ id, webhook_id, failing_since }) => ({ id, webhook_id, isFailing: failing_since !== null })),
    );
}

/** Takes calls for this process alone, until `until`. Those that another one has, or that are not there any more, are not among them. */
export function leaseDeliveries(
  db: Db,
  ids: readonly string[],
  { now, until, onlyDue }: { now: Moment; until: Moment; onlyDue: boolean },
): Promise<DeliveryRow[]> {
  let query = db
    .updateTable('webhook_delivery')
    .set({ leased_until: until })
    .where('id', 'in', ids)
    .where(({ eb, or }) => or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]));
  if (onlyDue) query = query.where('next_at', '<=', now);
  return query.returningAll().execute();
}

export async function freeDelivery(db: Db, id: string): Promise<void> {
  await db.updateTable('webhook_delivery').set({ leased_until: null }).where('id', '=', id).execute();
}

/** Calls that wait are given up: their webhook is off. */
export async function giveUpWaiting(db: Db, webhook: string): Promise<void> {
  await db
    .updateTable('webhook_delivery')
    .set({ state: 'failed', next_at: null })
    .where('webhook_id', '=', webhook)
    .where('next_at', 'is not', null)
    .execute();
}

/**
 * Takes out of the log of calls what names somebody, in one organization or in all. A call that is sent again is made
 * anew, of what is on record then.
 */
export async function forgetInDeliveries(db: Db, words: readonly string[], organization?: string): Promise<void> {
  let webhooks = db.selectFrom('webhook').select('id');
  if (organization !== undefined) webhooks = webhooks.where('organization_id', '=', organization);
  await db
    .updateTable('webhook_delivery')
    .set({ body: null, answer: null })
    .where('webhook_id', 'in', webhooks)
    .where(({ eb, or, fn }) =>
      or(words.map((word) => eb(fn<string>('lower', ['body']), 'like', `%${word.toLowerCase()}%`))),
    )
    .execute();
}

export interface DeliveriesWanted {
  state?: DeliveryState | undefined;
  after: { at: Moment; id: string } | null;
  most: number;
}

/** The calls of a webhook, the newest first. */
export function deliveriesOf(
  db: Db,
  webhook: string,
  { state, after, most }: DeliveriesWanted,
): Promise<DeliveryRow[]> {
  let query = db.selectFrom('webhook_delivery').selectAll().where('webhook_id', '=', webhook);
  if (state !== undefined) query = query.where('state', '=', state);
  if (after !== null)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'id'), '<', tuple(after.at, after.id)));
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most).execute();
}

export async function findDelivery(db: Db, id: string): Promise<DeliveryRow | null> {
  return (await db.selectFrom('webhook_delivery').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** As people are shown it. */
export const toDelivery = (row: DeliveryRow): WebhookDelivery => ({
  id: row.id,
  action: row.action,
  state: row.state,
  createdAt: row.created_at,
  attempts: row.attempts,
  lastAt: row.last_at,
  nextAt: row.next_at,
  status: row.status,
  trouble: row.trouble,
  milliseconds: row.milliseconds,
  answer: row.answer,
  body: row.body,
});
