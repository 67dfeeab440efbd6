import type { Kysely } from 'kysely';
import type { OfflineLengths } from '#shared/models/offline-lengths.ts';
import type { Organization } from '#shared/models/organization.ts';
import type { Person } from '#shared/models/person.ts';
import type { RoleSet } from '#shared/models/role.ts';
import type { Database } from '../schema.ts';

/** A person's organizations, the default one first. Until they choose, it is the one they joined first. */
export async function organizationsOf(db: Kysely<Database>, personId: string): Promise<Organization[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .innerJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .leftJoin('person_details', 'person_details.person_id', 'member.userId')
    .select(({ selectFrom }) => [
      'organization.id',
      'organization.name',
      'member.role',
      'time_zone',
      'lease_hours',
      'offline_until_end',
      'offline_lengths',
      'buyers',
      'role_set',
      'default_organization_id',
      selectFrom('member as other')
        .whereRef('other.organizationId', '=', 'organization.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('people'),
      selectFrom('license')
        .whereRef('license.organization_id', '=', 'organization.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('licenses'),
    ])
    .where('member.userId', '=', personId)
    .orderBy('member.createdAt')
    .orderBy('member.id')
    .execute();
  const chosen = rows.find((row) => row.id === row.default_organization_id) ?? rows[0];
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      timeZone: row.time_zone,
      leaseHours: row.lease_hours,
      offlineLengths: lengthsOf(row.offline_lengths),
      offlineUntilEnd: row.offline_until_end === 1,
      buyers: row.buyers,
      roleSet: row.role_set,
      role: row.role,
      isDefault: row === chosen,
      people: row.people ?? 0,
      licenses: row.licenses ?? 0,
    }))
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault) || a.name.localeCompare(b.name));
}

/** What an Owner may change of an organization, as it is now. */
export async function rulesOf(db: Kysely<Database>, organization: string) {
  const row = await db
    .selectFrom('organization')
    .innerJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .select(['name', 'time_zone', 'lease_hours', 'offline_lengths', 'offline_until_end', 'buyers', 'role_set'])
    .where('id', '=', organization)
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    timeZone: row.time_zone,
    leaseHours: row.lease_hours,
    offlineLengths: lengthsOf(row.offline_lengths),
    offlineUntilEnd: row.offline_until_end === 1,
    buyers: row.buyers,
    roleSet: row.role_set,
  };
}

/** So many Owners are named. */
const mostOwners = 10;

/** The Owners of organizations, by name. */
export async function ownersOf(db: Kysely<Database>, organizations: readonly string[]): Promise<Map<string, Person[]>> {
  const owners = new Map<string, Person[]>(organizations.map((id) => [id, []]));
  if (organizations.length === 0) return owners;
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['member.organizationId', 'user.id', 'user.name', 'user.email'])
    .where('member.organizationId', 'in', organizations)
    .where('member.role', '=', 'owner')
    .orderBy('user.name')
    .orderBy('user.id')
    .execute();
  for (const { organizationId, ...person } of rows) {
    const known = owners.get(organizationId);
    if (known && known.length < mostOwners) known.push(person);
  }
  return owners;
}

/** The lengths that are kept as JSON, written by this cloud only. */
export const lengthsOf = (kept: string): OfflineLengths => JSON.parse(kept) as OfflineLengths;

/** The zone an organization's days are told in. */
export async function timeZoneOf(db: Kysely<Database>, organization: string): Promise<string> {
  const { time_zone } = await db
    .selectFrom('organization_details')
    .select('time_zone')
    .where('organization_id', '=', organization)
    .executeTakeFirstOrThrow();
  return time_zone;
}

/** Which roles an organization uses. */
export async function roleSetOf(db: Kysely<Database>, organization: string): Promise<RoleSet> {
  const { role_set } = await db
    .selectFrom('organization_details')
    .select('role_set')
    .where('organization_id', '=', organization)
    .executeTakeFirstOrThrow();
  return role_set;
}

/** Whether this cloud still waits for its first organization: then whoever comes may make it. */
export async function hasNoOrganization(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('organization').select('id').limit(1).executeTakeFirst()) === undefined;
}

/** Ids of the organizations a person belongs to. */
export async function membershipsOf(db: Kysely<Database>, personId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('member').select('organizationId').where('userId', '=', personId).execute();
  return new Set(rows.map((row) => row.organizationId));
}
