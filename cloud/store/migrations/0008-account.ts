import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { firstDocuments } from '#shared/text/en/first-documents.ts';

/** Versions of what was agreed to, what a person chose for their privacy, and what they asked to have deleted. */
export const account: Migration = {
  async up(db: Kysely<unknown>) {
    await documents(db);
    await consents(db);
    await personal(db);
    await deletedPeople(db);
  },
};

async function documents(db: Kysely<unknown>) {
  await db.schema
    .createTable('document')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('published_at', 'bigint', (c) => c.notNull())
    .addColumn('published_by', 'text')
    .addPrimaryKeyConstraint('document_key', ['kind', 'number'])
    .addUniqueConstraint('document_version', ['kind', 'version'])
    .execute();
  const published_at = Date.now();
  const rows = firstDocuments.map((first) => ({ ...first, number: 1, published_at, published_by: null }));
  await (db as Kysely<{ document: (typeof rows)[number] }>).insertInto('document').values(rows).execute();
}

/** The same table with the version in its key. Who agreed before agreed to the first one. */
async function consents(db: Kysely<unknown>) {
  await db.schema
    .createTable('consent_by_version')
    .addColumn('person_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('given_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('consent_once', ['person_id', 'kind', 'version'])
    .execute();
  type Given = { person_id: string; kind: string; given_at: number };
  type Tables = { consent: Given; consent_by_version: Given & { version: string } };
  await (db as Kysely<Tables>)
    .insertInto('consent_by_version')
    .columns(['person_id', 'kind', 'version', 'given_at'])
    .expression((from) =>
      from
        .selectFrom('consent')
        .select(({ val }) => ['person_id', 'kind', val(firstDocuments[0].version).as('version'), 'given_at']),
    )
    .execute();
  await db.schema.dropTable('consent').execute();
  await db.schema.alterTable('consent_by_version').renameTo('consent').execute();
}

async function personal(db: Kysely<unknown>) {
  await ofPerson(db, 'privacy_choice')
    .addColumn('product_news', 'integer', (c) => c.notNull())
    .addColumn('analytics', 'integer', (c) => c.notNull())
    .addColumn('chosen_at', 'bigint', (c) => c.notNull())
    .execute();
  await ofPerson(db, 'email_change')
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('requested_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await ofPerson(db, 'account_deletion')
    .addColumn('requested_at', 'bigint', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('held_up_at', 'bigint')
    .execute();
}

async function deletedPeople(db: Kysely<unknown>) {
  await db.schema
    .createTable('deleted_person')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('deleted_at', 'bigint', (c) => c.notNull())
    .execute();
}

/** A table with one row for each person, which goes with them. */
const ofPerson = (db: Kysely<unknown>, name: string) =>
  db.schema
    .createTable(name)
    .addColumn('person_id', 'text', (c) => c.primaryKey().notNull().references('user.id').onDelete('cascade'));
