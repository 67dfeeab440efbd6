import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The audit log of an organization page by page, also of one person in it; and what its bills say. */
export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('audit_by_organization').execute();
    await db.schema.createIndex('audit_by_place').on('audit').columns(['organization_id', 'at', 'id']).execute();
    await db.schema
      .createIndex('audit_by_person')
      .on('audit')
      .columns(['organization_id', 'person_id', 'at', 'id'])
      .execute();
    await db.schema
      .createTable('organization_company')
      .addColumn('organization_id', 'text', (c) => c.primaryKey())
      .addColumn('legal_name', 'text')
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('vat_id', 'text')
      .addColumn('billing_email', 'text')
      .execute();
  },
};
