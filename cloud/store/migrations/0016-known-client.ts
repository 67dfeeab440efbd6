import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The browsers and machines that somebody has signed in from. */
export const knownClient: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('known_client')
      .addColumn('person_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('client', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('known_client_key', ['person_id', 'client'])
      .execute();
  },
};
