import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Rules of an organization, closing it, the addresses that are told of it, and mails as HTML in the outbox. */
export const organization: Migration = {
  async up(db: Kysely<unknown>) {
    const details = () => db.schema.alterTable('organization_details');
    await details()
      .addColumn('offline_lengths', 'text', (c) => c.notNull().defaultTo('[7,14,30,60]'))
      .execute();
    await details()
      .addColumn('buyers', 'text', (c) => c.notNull().defaultTo('owners'))
      .execute();
    await details()
      .addColumn('role_set', 'text', (c) => c.notNull().defaultTo('full'))
      .execute();
    await details().addColumn('closed_at', 'bigint').execute();
    await details().addColumn('closed_by', 'text').execute();

    await db.schema
      .createTable('closed_membership')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('organization_id', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('joined_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('closed_membership_by_organization')
      .on('closed_membership')
      .column('organization_id')
      .execute();

    await db.schema
      .createTable('notification')
      .addColumn('organization_id', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('kinds', 'text', (c) => c.notNull())
      .addColumn('days_before', 'integer', (c) => c.notNull())
      .addColumn('link_digest', 'text', (c) => c.notNull().unique())
      .addColumn('added_at', 'bigint', (c) => c.notNull())
      .addColumn('added_by', 'text')
      .addColumn('removed_at', 'bigint')
      .addColumn('unsubscribed_at', 'bigint')
      .addPrimaryKeyConstraint('notification_key', ['organization_id', 'email'])
      .execute();

    await db.schema
      .alterTable('outbox')
      .addColumn('html', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
  },
};
