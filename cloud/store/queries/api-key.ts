import type { Kysely } from 'kysely';
import { type ApiKey, grantsScope, type KeyScope, type MyApiKey } from '#shared/models/api-key.ts';
import type { Role } from '#shared/models/role.ts';
import type { Write } from '../open.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Keys with their makers, who all still belong to the organization. */
export const keysWithMakers = (db: Db) =>
  db
    .selectFrom('api_key')
    .innerJoin('user', 'user.id', 'api_key.person_id')
    .innerJoin('member', (join) =>
      join
        .onRef('member.userId', '=', 'api_key.person_id')
        .onRef('member.organizationId', '=', 'api_key.organization_id'),
    )
    .select(['api_key.id', 'api_key.name', 'organization_id', 'scopes', 'expires_at', 'last_used_at'])
    .select(['user.id as personId', 'user.name as personName', 'user.email']);

const keys = (db: Db) => keysWithMakers(db).select(['start', 'created_at', 'role']);

/** The keys of an organization, the newest first; or one of them. */
export async function keysOf(db: Db, organization: string, key?: string): Promise<ApiKey[]> {
  let query = keys(db).where('organization_id', '=', organization);
  if (key !== undefined) query = query.where('api_key.id', '=', key);
  const rows = await query.orderBy('created_at', 'desc').orderBy('api_key.id').execute();
  return rows.map(keyFrom);
}

/** The keys that a person made, in every organization they belong to, the newest first. */
export async function keysMadeBy(db: Db, person: string): Promise<MyApiKey[]> {
  const rows = await keys(db)
    .innerJoin('organization', 'organization.id', 'api_key.organization_id')
    .select(['organization.id as organizationId', 'organization.name as organizationName'])
    .where('api_key.person_id', '=', person)
    .orderBy('created_at', 'desc')
    .orderBy('api_key.id')
    .execute();
  return rows.map((row) => ({ ...keyFrom(row), organization: { id: row.organizationId, name: row.organizationName } }));
}

/** How many keys an organization has, those that ended included. */
export async function countKeys(db: Db, organization: string): Promise<number> {
  const { count } = await db
    .selectFrom('api_key')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('organization_id', '=', organization)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Ends the keys that a person made in an organization; answers how many. */
export async function endKeysOf(tx: Write, person: string, organization: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('api_key')
    .where('organization_id', '=', organization)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

interface KeyRow {
  id: string;
  name: string;
  start: string;
  scopes: string;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
  role: Role;
  personId: string;
  personName: string;
  email: string;
}

function keyFrom(row: KeyRow): ApiKey {
  const scopes = JSON.parse(row.scopes) as KeyScope[];
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    scopes,
    maker: { id: row.personId, name: row.personName, email: row.email },
    isWeaker: scopes.some((scope) => !grantsScope(row.role, scope)),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  };
}
