import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Licenses that are assigned when an invitation is accepted. */
export const team: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('invitation_license')
      .addColumn('invitation_id', 'text', (c) => c.notNull().references('invitation.id').onDelete('cascade'))
      .addColumn('license_id', 'text', (c) => c.notNull().references('license.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('invitation_license_key', ['invitation_id', 'license_id'])
      .execute();
    await db.schema
      .createIndex('invitation_license_by_license')
      .on('invitation_license')
      .column('license_id')
      .execute();
  },
};
