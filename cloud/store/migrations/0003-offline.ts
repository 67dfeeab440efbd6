import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is carried between machines without a network and the cloud, and what keeps copies of machines apart. */
export const offline: Migration = {
  async up(db: Kysely<unknown>) {
    await machines(db);
    await files(db);
    await rooms(db);
    await warnings(db);
  },
};

async function machines(db: Kysely<unknown>) {
  await db.schema
    .createTable('machine_factor')
    .addColumn('machine_id', 'text', (c) => c.notNull().references('machine.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('machine_factor_key', ['machine_id', 'name'])
    .execute();
  await db.schema.createIndex('machine_factor_by_hash').on('machine_factor').columns(['name', 'hash']).execute();
  await db.schema
    .createTable('machine_file')
    .addColumn('machine_id', 'text', (c) => c.notNull().references('machine.id'))
    .addColumn('counter', 'bigint', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('machine_file_key', ['machine_id', 'counter'])
    .execute();
}

async function files(db: Kysely<unknown>) {
  await db.schema
    .createTable('issued_file')
    .addColumn('id', 'text', (c) => c.primaryKey())
    // A request is answered once and for ever.
    .addColumn('request_id', 'text', (c) => c.unique())
    .addColumn('request_digest', 'text')
    .addColumn('machine_id', 'text', (c) => c.notNull().references('machine.id'))
    .addColumn('organization_id', 'text', (c) => c.notNull())
    .addColumn('lease_id', 'text', (c) => c.notNull().references('lease.id'))
    .addColumn('lease_ends_at', 'bigint', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('issued_at', 'bigint', (c) => c.notNull())
    .addColumn('issued_by', 'text')
    .addColumn('import_by', 'bigint', (c) => c.notNull())
    .addColumn('confirmed_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('issued_file_by_organization')
    .on('issued_file')
    .columns(['organization_id', 'issued_at'])
    .execute();
  await db.schema.createIndex('issued_file_by_machine').on('issued_file').column('machine_id').execute();
  // Asked with every heartbeat.
  await db.schema
    .createIndex('issued_file_unconfirmed')
    .on('issued_file')
    .column('machine_id')
    .where(sql.ref('confirmed_at'), 'is', null)
    .execute();
  await db.schema
    .createTable('return_receipt')
    .addColumn('lease_id', 'text', (c) => c.primaryKey().references('lease.id'))
    .addColumn('machine_id', 'text', (c) => c.notNull().references('machine.id'))
    .addColumn('proof_digest', 'text', (c) => c.notNull())
    .addColumn('receipt', 'text', (c) => c.notNull())
    .addColumn('freed_at', 'bigint', (c) => c.notNull())
    .addColumn('brought_by', 'text')
    .execute();
}

async function rooms(db: Kysely<unknown>) {
  await db.schema
    .createTable('room')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('code_digest', 'text', (c) => c.notNull().unique())
    .addColumn('license_id', 'text', (c) => c.notNull().references('license.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text')
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('uses', 'integer', (c) => c.notNull())
    .addColumn('used', 'integer', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .execute();
  await db.schema.createIndex('room_by_license').on('room').column('license_id').execute();
  await db.schema
    .createTable('room_entry')
    .addColumn('room_id', 'text', (c) => c.notNull().references('room.id'))
    .addColumn('machine_id', 'text', (c) => c.notNull().references('machine.id'))
    .addColumn('entered_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('room_entry_key', ['room_id', 'machine_id'])
    .execute();
}

async function warnings(db: Kysely<unknown>) {
  await db.schema
    .createTable('warning')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'bigint', (c) => c.notNull())
    .addColumn('days', 'integer', (c) => c.notNull())
    .addColumn('sent_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('warning_key', ['subject', 'ends_at', 'days'])
    .execute();
  await db.schema
    .createTable('calendar_feed')
    .addColumn('person_id', 'text', (c) => c.primaryKey())
    .addColumn('generation', 'integer', (c) => c.notNull())
    .execute();
}
