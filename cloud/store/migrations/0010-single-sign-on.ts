import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Sign-in with the accounts of an organization. */
export const singleSignOn: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('sign_on')
      .addColumn('organization_id', 'text', (c) => c.primaryKey().references('organization.id').onDelete('cascade'))
      .addColumn('issuer', 'text')
      .addColumn('client_id', 'text')
      .addColumn('sealed_secret', 'text')
      .addColumn('is_on', 'integer', (c) => c.notNull())
      .addColumn('is_required', 'integer', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('sign_on_domain')
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id').onDelete('cascade'))
      .addColumn('domain', 'text', (c) => c.notNull())
      .addColumn('token', 'text', (c) => c.notNull())
      .addColumn('added_at', 'bigint', (c) => c.notNull())
      .addColumn('proven_at', 'bigint')
      .addColumn('proven_by', 'text')
      .addPrimaryKeyConstraint('sign_on_domain_key', ['organization_id', 'domain'])
      .execute();
    // Anybody may say that a domain is theirs; one can prove it.
    await db.schema
      .createIndex('sign_on_domain_proven_once')
      .on('sign_on_domain')
      .column('domain')
      .unique()
      .where(sql.ref('proven_at'), 'is not', null)
      .execute();
    await db.schema
      .createTable('sign_on_attempt')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id').onDelete('cascade'))
      .addColumn('issuer', 'text', (c) => c.notNull())
      .addColumn('return_to', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    // Two at once cannot link one account of a provider to two people, nor two of them to one person.
    for (const [name, columns] of [
      ['account_link_once', ['providerId', 'accountId']],
      ['account_of_person_once', ['userId', 'providerId']],
    ] as const)
      await db.schema
        .createIndex(name)
        .on('account')
        .columns([...columns])
        .unique()
        .execute();
  },
};
