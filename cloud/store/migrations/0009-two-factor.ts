import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter } from 'kysely';
import type { Migration } from 'kysely/migration';

const must = (c: ColumnDefinitionBuilder) => c.notNull();
const ofPerson = (c: ColumnDefinitionBuilder) => c.notNull().references('user.id').onDelete('cascade');

/** The second step at sign-in: what better-auth 1.7 expects of its plugin, and what it keeps no place for. */
export const twoFactor: Migration = {
  async up(db: Kysely<unknown>) {
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
    const truth = isPostgres ? 'boolean' : 'integer';
    await db.schema.alterTable('user').addColumn('twoFactorEnabled', truth).execute();
    await db.schema
      .createTable('twoFactor')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('secret', 'text', must)
      .addColumn('backupCodes', 'text', must)
      .addColumn('userId', 'text', ofPerson)
      .addColumn('verified', truth)
      .addColumn('failedVerificationCount', 'integer')
      .addColumn('lockedUntil', isPostgres ? 'timestamptz' : 'date')
      .execute();
    await db.schema.createIndex('twoFactor_secret_idx').on('twoFactor').column('secret').execute();
    await db.schema.createIndex('twoFactor_userId_idx').on('twoFactor').column('userId').execute();
    await db.schema
      .createTable('two_factor_details')
      .addColumn('person_id', 'text', (c) => ofPerson(c).primaryKey())
      .addColumn('mail', 'integer', must)
      .addColumn('totp_step', 'bigint', must)
      .addColumn('since', 'bigint', must)
      .execute();
    await db.schema
      .createTable('awaited_code')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('person_id', 'text', ofPerson)
      .addColumn('machine_name', 'text')
      .addColumn('mailed', 'text')
      .addColumn('sealed_secret', 'text')
      .addColumn('wrong', 'integer', must)
      .addColumn('expires_at', 'bigint', must)
      .execute();
    await db.schema.createIndex('awaited_code_of_person').on('awaited_code').column('person_id').execute();
    await db.schema
      .alterTable('product')
      .addColumn('signs_in_with_two_factor', 'integer', (c) => c.notNull().defaultTo(1))
      .execute();
  },
};
