import { expressionBuilder, type Kysely } from 'kysely';
import type { Person } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { Database } from '../schema.ts';
import { licenseColumns } from './license.ts';

type Db = Kysely<Database>;

/** Which licenses a query is about. */
export interface Scope {
  organizations: readonly string[];
  licenses: readonly string[];
}

/** The organizations a person belongs to, by id, with their role in each; the default one first, then by name. */
export async function placesOf(
  db: Db,
  person: string,
): Promise<Map<string, { name: string; role: Role; leaseHours: number }>> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .innerJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .leftJoin('person_details', 'person_details.person_id', 'member.userId')
    .select(['organization.id', 'organization.name', 'member.role', 'organization_details.lease_hours'])
    .select('default_organization_id')
    .where('member.userId', '=', person)
    .orderBy('member.createdAt')
    .orderBy('member.id')
    .execute();
  const first = rows.find(({ id, default_organization_id: chosen }) => id === chosen) ?? rows[0];
  const inOrder = rows.toSorted(
    (a, b) => Number(b === first) - Number(a === first) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
  );
  return new Map(inOrder.map(({ id, name, role, lease_hours }) => [id, { name, role, leaseHours: lease_hours }]));
}

export const licensesIn = (db: Db, scope: Scope) =>
  db.selectFrom('license').where(inScope(scope)).select(licenseColumns).select('license.created_at').execute();

/** Seats in use, with machine and person. Lapsed ones are still among them. */
export const liveLeasesIn = (db: Db, scope: Scope) =>
  db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .leftJoin('user', 'user.id', 'lease.person_id')
    .where(inScope(scope))
    .where('lease.ended_at', 'is', null)
    .select([
      'lease.id',
      'lease.license_id',
      'lease.machine_id',
      'machine.name as machine_name',
      'machine.platform',
      'lease.person_id',
      'user.name',
      'user.email',
      'lease.mode',
      'lease.started_at',
      'lease.last_heartbeat_at',
      'lease.ends_at',
      'lease.held_until',
      'lease.unassign_grace_ends_at',
    ])
    .orderBy('lease.seat')
    .execute();

export type LeaseRecord = Awaited<ReturnType<typeof liveLeasesIn>>[number];

export const assignmentsIn = (db: Db, scope: Scope) =>
  db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .innerJoin('user', 'user.id', 'assignment.person_id')
    .where(inScope(scope))
    .select(['assignment.license_id', 'assignment.person_id', 'user.name', 'user.email'])
    .orderBy('user.name')
    .execute();

/** How many overlaps count towards the limit of each license: caused by people, not confirmed, not older than `since`. */
export async function overlapCountsIn(db: Db, scope: Scope, since: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('overlap')
    .innerJoin('license', 'license.id', 'overlap.license_id')
    .where(inScope(scope))
    .where('overlap.caused_by', 'is not', null)
    .where('overlap.closed_at', 'is', null)
    .where('overlap.from_at', '>', since)
    .select(({ fn }) => ['overlap.license_id', fn.countAll<number | string>().as('count')])
    .groupBy('overlap.license_id')
    .execute();
  return new Map(rows.map((row) => [row.license_id, Number(row.count)]));
}

/** Managers and Owners by name. */
export async function leadersOf(
  db: Db,
  organizations: readonly string[],
): Promise<{ organization: string; role: Role; person: Person }[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['member.organizationId', 'member.role', 'user.id', 'user.name', 'user.email'])
    .where('member.organizationId', 'in', organizations)
    .where('member.role', 'in', ['manager', 'owner'])
    .orderBy('user.name')
    .execute();
  return rows.map(({ organizationId, role, ...person }) => ({ organization: organizationId, role, person }));
}

/** Limits a query that has `license` in it. */
function inScope({ organizations, licenses }: Scope) {
  const eb = expressionBuilder<Database, 'license'>();
  const own = eb('license.organization_id', 'in', organizations);
  return eb.and([own, eb('license.id', 'in', licenses)]);
}
