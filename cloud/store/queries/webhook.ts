import type { Kysely, Selectable } from 'kysely';
import type { Moment } from '#shared/models/time.ts';
import type { Webhook, WebhookEvent } from '#shared/models/webhook.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
export type WebhookRow = Selectable<Database['webhook']>;

/** The webhooks of an organization as people are shown them, by name; or one of them. */
export async function webhooksOf(db: Db, organization: string, now: Moment, webhook?: string): Promise<Webhook[]> {
  let query = db
    .selectFrom('webhook')
    .leftJoin('user', 'user.id', 'webhook.created_by')
    .selectAll('webhook')
    .select('user.name as maker')
    .select(({ selectFrom }) => [
      selectFrom('webhook_delivery')
        .whereRef('webhook_id', '=', 'webhook.id')
        .where('next_at', 'is not', null)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('waiting'),
      selectFrom('webhook_delivery')
        .whereRef('webhook_id', '=', 'webhook.id')
        .select(({ fn }) => fn.max('last_at').as('at'))
        .as('last_at'),
    ])
    .where('organization_id', '=', organization);
  if (webhook !== undefined) query = query.where('webhook.id', '=', webhook);
  const rows = await query.orderBy('webhook.name').orderBy('webhook.id').execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    events: JSON.parse(row.events) as WebhookEvent[],
    off: row.off_at === null || row.off_why === null ? null : { why: row.off_why, at: row.off_at },
    failingSince: row.failing_since,
    oldSecretUntil: row.old_secret_until !== null && row.old_secret_until > now ? row.old_secret_until : null,
    createdAt: row.created_at,
    createdBy: row.maker,
    waiting: row.waiting ?? 0,
    lastAt: row.last_at,
  }));
}

export async function countWebhooks(db: Db, organization: string): Promise<number> {
  const { count } = await db
    .selectFrom('webhook')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('organization_id', '=', organization)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findWebhook(db: Db, id: string): Promise<WebhookRow | null> {
  return (await db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}
