import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People who have another name now, and were not told so yet. */
export const renamedPerson: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('renamed_person')
      .addColumn('person_id', 'text', (c) => c.primaryKey().references('user.id').onDelete('cascade'))
      .addColumn('name_before', 'text', (c) => c.notNull())
      .addColumn('client', 'text', (c) => c.notNull())
      .addColumn('renamed_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
