import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every table of schema.ts that is not better-auth's. Times are `bigint` milliseconds: SQLite stores them as integers too. */
export const licensing: Migration = {
  async up(db: Kysely<unknown>) {
    await cloudItself(db);
    await organizations(db);
    await catalogue(db);
    await licenses(db);
    await leases(db);
    await records(db);
  },
};

async function cloudItself(db: Kysely<unknown>) {
  await db.schema
    .createTable('cloud_fact')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('cloud_key')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('sealed_private_key', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
}

async function organizations(db: Kysely<unknown>) {
  await db.schema
    .createTable('organization_details')
    .addColumn('organization_id', 'text', (c) => c.primaryKey())
    .addColumn('time_zone', 'text', (c) => c.notNull())
    .addColumn('lease_hours', 'integer', (c) => c.notNull())
    .addColumn('offline_until_end', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('person_details')
    .addColumn('person_id', 'text', (c) => c.primaryKey())
    .addColumn('default_organization_id', 'text')
    .addColumn('is_vendor', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}

async function catalogue(db: Kysely<unknown>) {
  await db.schema
    .createTable('product')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('glyph', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('links', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('edition')
    .addColumn('product_id', 'text', (c) => c.notNull().references('product.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('services', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('edition_key', ['product_id', 'id'])
    .execute();
}

async function licenses(db: Kysely<unknown>) {
  await db.schema
    .createTable('license')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organization_id', 'text', (c) => c.notNull())
    .addColumn('product_id', 'text', (c) => c.notNull())
    .addColumn('edition_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('trial', 'integer', (c) => c.notNull())
    .addColumn('seats', 'integer', (c) => c.notNull())
    .addColumn('overlap_limit', 'integer', (c) => c.notNull())
    .addColumn('starts_at', 'bigint', (c) => c.notNull())
    .addColumn('ends_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    // What is licensed cannot leave the catalogue.
    .addForeignKeyConstraint('license_edition', ['product_id', 'edition_id'], 'edition', ['product_id', 'id'])
    .execute();
  await db.schema.createIndex('license_by_organization').on('license').column('organization_id').execute();

  await db.schema
    .createTable('assignment')
    .addColumn('license_id', 'text', (c) => c.notNull().references('license.id'))
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('assigned_at', 'bigint', (c) => c.notNull())
    .addColumn('assigned_by', 'text')
    .addPrimaryKeyConstraint('assignment_key', ['license_id', 'person_id'])
    .execute();
  await db.schema.createIndex('assignment_by_person').on('assignment').column('person_id').execute();
}

async function leases(db: Kysely<unknown>) {
  await db.schema
    .createTable('machine')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('app_version', 'text', (c) => c.notNull())
    .addColumn('evidence', 'text', (c) => c.notNull())
    .addColumn('is_virtual', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('is_ephemeral', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('first_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('counter', 'bigint', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('last_nonce', 'text')
    .addColumn('last_call_digest', 'text')
    .addColumn('last_answer', 'text')
    .addColumn('barred_at', 'bigint')
    .addColumn('unseen', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('recent_calls', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('claimed_counter', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('applied_sequence', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('changed_factors', 'text')
    .addColumn('changed_to', 'text')
    .addColumn('changed_at', 'bigint')
    .addColumn('cloned_at', 'bigint')
    .execute();

  await db.schema
    .createTable('lease')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('license_id', 'text', (c) => c.notNull().references('license.id'))
    .addColumn('seat', 'integer', (c) => c.notNull())
    .addColumn('machine_id', 'text', (c) => c.notNull().references('machine.id'))
    .addColumn('person_id', 'text')
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('last_heartbeat_at', 'bigint', (c) => c.notNull())
    .addColumn('ends_at', 'bigint', (c) => c.notNull())
    .addColumn('held_until', 'bigint')
    .addColumn('unassign_grace_ends_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('end_reason', 'text')
    .addColumn('ended_by', 'text')
    .addColumn('told_in', 'bigint')
    .addColumn('told_at', 'bigint')
    .execute();
  // The promise that seats are never oversold (S6) rests on these two.
  await leaseIndex(db, 'lease_live_seat', ['license_id', 'seat'], 'ended_at').unique().execute();
  await leaseIndex(db, 'lease_live_machine', ['license_id', 'machine_id'], 'ended_at').unique().execute();
  await leaseIndex(db, 'lease_live_by_machine', ['machine_id'], 'ended_at').execute();
  await leaseIndex(db, 'lease_live_by_person', ['person_id'], 'ended_at').execute();
  await leaseIndex(db, 'lease_untold', ['machine_id'], 'told_at').execute();

  await db.schema
    .createTable('overlap')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('license_id', 'text', (c) => c.notNull().references('license.id'))
    .addColumn('lease_id', 'text', (c) => c.notNull().references('lease.id'))
    .addColumn('machine_id', 'text', (c) => c.notNull().references('machine.id'))
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('until_at', 'bigint', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('caused_by', 'text')
    .execute();
  await db.schema.createIndex('overlap_by_license').on('overlap').columns(['license_id', 'from_at']).execute();
  await db.schema.createIndex('overlap_by_machine').on('overlap').column('machine_id').execute();
}

async function records(db: Kysely<unknown>) {
  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('organization_id', 'text')
    .addColumn('person_id', 'text')
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('details', 'text', (c) => c.notNull())
    .addColumn('address', 'text')
    .execute();
  await db.schema.createIndex('audit_by_organization').on('audit').columns(['organization_id', 'at']).execute();

  await db.schema
    .createTable('idempotency')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('request_digest', 'text', (c) => c.notNull())
    .addColumn('response', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_key', ['scope', 'key'])
    .execute();
  await db.schema.createIndex('idempotency_by_age').on('idempotency').column('created_at').execute();

  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('sent_at', 'bigint', (c) => c.notNull())
    .execute();
}

/** An index over the leases in which one moment has not come yet. */
function leaseIndex(db: Kysely<unknown>, name: string, columns: string[], pending: string) {
  return db.schema.createIndex(name).on('lease').columns(columns).where(pending, 'is', null);
}
