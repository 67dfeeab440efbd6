import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was used, day by day, and the order in which leases and licenses are looked for at scale. */
export const usage: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('usage_day')
      .addColumn('organization_id', 'text', (c) => c.notNull())
      .addColumn('product_id', 'text', (c) => c.notNull())
      .addColumn('edition_id', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('peak', 'integer', (c) => c.notNull())
      .addColumn('seats', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('usage_day_key', ['organization_id', 'product_id', 'edition_id', 'day'])
      .execute();
    await db.schema.createIndex('lease_by_license').on('lease').columns(['license_id', 'ends_at']).execute();
  },
};
