import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Keys for scripts, and calls to programs. */
export const integrations: Migration = {
  async up(db: Kysely<unknown>) {
    await keys(db);
    await webhooks(db);
    await deliveries(db);
  },
};

async function keys(db: Kysely<unknown>) {
  await db.schema
    .createTable('api_key')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id').onDelete('cascade'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('start', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull().unique())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('api_key_by_organization')
    .on('api_key')
    .columns(['organization_id', 'person_id'])
    .execute();
  await db.schema.createIndex('api_key_by_person').on('api_key').column('person_id').execute();
  await db.schema.alterTable('audit').addColumn('key_id', 'text').execute();
  await db.schema.alterTable('audit').addColumn('key_name', 'text').execute();
}

async function webhooks(db: Kysely<unknown>) {
  await db.schema
    .createTable('webhook')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('events', 'text', (c) => c.notNull())
    .addColumn('sealed_secret', 'text', (c) => c.notNull())
    .addColumn('old_sealed_secret', 'text')
    .addColumn('old_secret_until', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.references('user.id').onDelete('set null'))
    .addColumn('off_at', 'bigint')
    .addColumn('off_why', 'text')
    .addColumn('failing_since', 'bigint')
    .execute();
  await db.schema.createIndex('webhook_by_organization').on('webhook').column('organization_id').execute();
}

async function deliveries(db: Kysely<unknown>) {
  await db.schema
    .createTable('webhook_delivery')
    .addColumn('id', 'text', (c) => c.primaryKey())
    // No reference: a webhook that is removed at the same moment must not undo the deed it was to be told of.
    .addColumn('webhook_id', 'text', (c) => c.notNull())
    .addColumn('deed_id', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('leased_until', 'bigint')
    .addColumn('last_at', 'bigint')
    .addColumn('status', 'integer')
    .addColumn('trouble', 'text')
    .addColumn('milliseconds', 'integer')
    .addColumn('answer', 'text')
    .addColumn('body', 'text')
    .execute();
  await db.schema
    .createIndex('webhook_delivery_due')
    .on('webhook_delivery')
    .column('next_at')
    .where('next_at', 'is not', null)
    .execute();
  await db.schema
    .createIndex('webhook_delivery_by_webhook')
    .on('webhook_delivery')
    .columns(['webhook_id', 'created_at', 'id'])
    .execute();
  await db.schema.createIndex('webhook_delivery_by_age').on('webhook_delivery').column('created_at').execute();
}
