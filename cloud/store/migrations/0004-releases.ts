import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Published versions of products, and what is offered of them in each channel. */
export const releases: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('release')
      .addColumn('product_id', 'text', (c) => c.notNull().references('product.id'))
      .addColumn('version', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('released_at', 'bigint', (c) => c.notNull())
      .addColumn('published_by', 'text')
      .addColumn('yanked_at', 'bigint')
      .addColumn('yanked_reason', 'text')
      .addColumn('yanked_by', 'text')
      .addColumn('unpublished_at', 'bigint')
      .addPrimaryKeyConstraint('release_key', ['product_id', 'version'])
      .execute();
    await db.schema
      .createIndex('release_by_channel')
      .on('release')
      .columns(['product_id', 'channel', 'released_at'])
      .execute();
    await db.schema
      .createTable('release_index')
      .addColumn('product_id', 'text', (c) => c.notNull().references('product.id'))
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('sequence', 'bigint', (c) => c.notNull())
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('release_index_key', ['product_id', 'channel'])
      .execute();
  },
};
