import type { Kysely } from 'kysely';
import type { Organization, TeamMember } from '#shared/models/organization.ts';
import { momentOf } from '../moment.ts';
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
      offlineUntilEnd: row.offline_until_end === 1,
      role: row.role,
      isDefault: row === chosen,
      people: row.people ?? 0,
      licenses: row.licenses ?? 0,
    }))
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault) || a.name.localeCompare(b.name));
}

/** The zone an organization's days are told in. */
export async function timeZoneOf(db: Kysely<Database>, organization: string): Promise<string> {
  const { time_zone } = await db
    .selectFrom('organization_details')
    .select('time_zone')
    .where('organization_id', '=', organization)
    .executeTakeFirstOrThrow();
  return time_zone;
}

/** Whether this cloud still waits for its first organization: then whoever comes may make it. */
export async function hasNoOrganization(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('organization').select('id').limit(1).executeTakeFirst()) === undefined;
}

/** The people of an organization, by name. */
export async function peopleOf(db: Kysely<Database>, organizationId: string): Promise<TeamMember[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['user.id', 'user.name', 'user.email', 'member.role', 'member.createdAt'])
    .where('member.organizationId', '=', organizationId)
    .orderBy('user.name')
    .orderBy('user.id')
    .execute();
  return rows.map(({ role, createdAt, ...person }) => ({ person, role, joinedAt: momentOf(createdAt) }));
}

/** Ids of the organizations a person belongs to. */
export async function membershipsOf(db: Kysely<Database>, personId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('member').select('organizationId').where('userId', '=', personId).execute();
  return new Set(rows.map((row) => row.organizationId));
}
