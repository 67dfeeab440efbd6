import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What better-auth 1.7 expects: its `getMigrations` finds nothing to create or add, on both engines. Ours are three
 * differences: `invitation.inviterId` may be null, nobody is twice a member, and the table `consent`.
 */
export const accounts: Migration = {
  async up(db: Kysely<unknown>) {
    await people(db);
    await organizations(db);
    await codesAndLimits(db);
  },
};

const must = (c: ColumnDefinitionBuilder) => c.notNull();

/** A table with an id, and the types that differ between the engines. */
function create(db: Kysely<unknown>, name: string) {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  return {
    table: db.schema.createTable(name).addColumn('id', 'text', (c) => c.primaryKey().notNull()),
    moment: isPostgres ? 'timestamptz' : 'date',
    truth: isPostgres ? 'boolean' : 'integer',
  } as const;
}

async function people(db: Kysely<unknown>) {
  const user = create(db, 'user');
  await user.table
    .addColumn('name', 'text', must)
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('emailVerified', user.truth, must)
    .addColumn('image', 'text')
    .addColumn('createdAt', user.moment, must)
    .addColumn('updatedAt', user.moment, must)
    .execute();
  const session = create(db, 'session');
  await session.table
    .addColumn('expiresAt', session.moment, must)
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('createdAt', session.moment, must)
    .addColumn('updatedAt', session.moment, must)
    .addColumn('ipAddress', 'text')
    .addColumn('userAgent', 'text')
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('activeOrganizationId', 'text')
    .addColumn('machineName', 'text')
    .execute();
  const account = create(db, 'account');
  await account.table
    .addColumn('accountId', 'text', must)
    .addColumn('providerId', 'text', must)
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('accessToken', 'text')
    .addColumn('refreshToken', 'text')
    .addColumn('idToken', 'text')
    .addColumn('accessTokenExpiresAt', account.moment)
    .addColumn('refreshTokenExpiresAt', account.moment)
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('createdAt', account.moment, must)
    .addColumn('updatedAt', account.moment, must)
    .execute();
  await db.schema
    .createTable('consent')
    .addColumn('person_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('kind', 'text', must)
    .addColumn('given_at', 'bigint', must)
    .addPrimaryKeyConstraint('consent_of_person', ['person_id', 'kind'])
    .execute();
  await index(db, 'session', 'userId');
  await index(db, 'account', 'userId');
}

async function organizations(db: Kysely<unknown>) {
  const organization = create(db, 'organization');
  await organization.table
    .addColumn('name', 'text', must)
    .addColumn('slug', 'text', (c) => c.notNull().unique())
    .addColumn('logo', 'text')
    .addColumn('createdAt', organization.moment, must)
    .addColumn('metadata', 'text')
    .execute();
  const member = create(db, 'member');
  await member.table
    .addColumn('organizationId', 'text', (c) => c.notNull().references('organization.id').onDelete('cascade'))
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('role', 'text', must)
    .addColumn('createdAt', member.moment, must)
    .addUniqueConstraint('member_once', ['userId', 'organizationId'])
    .execute();
  const invitation = create(db, 'invitation');
  await invitation.table
    .addColumn('organizationId', 'text', (c) => c.notNull().references('organization.id').onDelete('cascade'))
    .addColumn('email', 'text', must)
    .addColumn('role', 'text')
    .addColumn('status', 'text', must)
    .addColumn('expiresAt', invitation.moment, must)
    .addColumn('createdAt', invitation.moment, must)
    .addColumn('inviterId', 'text', (c) => c.references('user.id').onDelete('cascade'))
    .execute();
  await index(db, 'member', 'organizationId');
  await index(db, 'member', 'userId');
  await index(db, 'invitation', 'organizationId');
  await index(db, 'invitation', 'email');
}

async function codesAndLimits(db: Kysely<unknown>) {
  const verification = create(db, 'verification');
  await verification.table
    .addColumn('identifier', 'text', must)
    .addColumn('value', 'text', must)
    .addColumn('expiresAt', verification.moment, must)
    .addColumn('createdAt', verification.moment, must)
    .addColumn('updatedAt', verification.moment, must)
    .execute();
  const code = create(db, 'deviceCode');
  await code.table
    .addColumn('deviceCode', 'text', must)
    .addColumn('userCode', 'text', must)
    .addColumn('userId', 'text')
    .addColumn('expiresAt', code.moment, must)
    .addColumn('status', 'text', must)
    .addColumn('lastPolledAt', code.moment)
    .addColumn('pollingInterval', 'integer')
    .addColumn('clientId', 'text')
    .addColumn('scope', 'text')
    .addColumn('machineName', 'text', must)
    .addColumn('platform', 'text', must)
    .execute();
  const limit = create(db, 'rateLimit');
  await limit.table
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('count', 'integer', must)
    .addColumn('lastRequest', 'bigint', must)
    .execute();
  await index(db, 'verification', 'identifier');
  await uniqueIndex(db, 'deviceCode', 'deviceCode');
  await uniqueIndex(db, 'deviceCode', 'userCode');
}

/** Named the way better-auth names them: it looks for them by name. */
const index = (db: Kysely<unknown>, table: string, column: string) =>
  db.schema.createIndex(`${table}_${column}_idx`).on(table).column(column).execute();

const uniqueIndex = (db: Kysely<unknown>, table: string, column: string) =>
  db.schema.createIndex(`${table}_${column}_uidx`).on(table).column(column).unique().execute();
