import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How a person is called in an organization, also after they were removed; and what is being handed over. */
export const people: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('person_record')
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id').onDelete('cascade'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('called', 'text')
      .addColumn('note', 'text')
      .addColumn('name', 'text')
      .addColumn('email', 'text')
      .addColumn('role', 'text')
      .addColumn('removed_at', 'bigint')
      .addColumn('removed_by', 'text', (c) => c.references('user.id').onDelete('set null'))
      .addColumn('has_left', 'integer', (c) => c.notNull().defaultTo(0))
      .addPrimaryKeyConstraint('person_record_key', ['organization_id', 'person_id'])
      .execute();
    await db.schema.createIndex('person_record_by_person').on('person_record').column('person_id').execute();
    await db.schema
      .createTable('ownership_offer')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id').onDelete('cascade'))
      .addColumn('from_person', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('to_person', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('offered_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('ended_at', 'bigint')
      .addColumn('outcome', 'text')
      .execute();
    // One at a time: two that are accepted would be two changes, and the second of somebody who is Owner no more.
    await db.schema
      .createIndex('ownership_offer_open')
      .on('ownership_offer')
      .column('organization_id')
      .where(sql.ref('ended_at'), 'is', null)
      .unique()
      .execute();
  },
};
