import { type Kysely, sql } from 'kysely';
import type { Person } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { OverlapFacts } from '../../rules/release.ts';
import type { Database } from '../schema.ts';
import { row, text } from '../values.ts';
import type { LiveLease } from './live-leases.ts';

type Db = Kysely<Database>;

/** A live seat by the names of its machine and person. */
export interface NamedSeat extends LiveLease {
  machine: string;
  person: Person | null;
}

/** The live seats of some licenses. Lapsed ones are among them. */
export async function seatsOfLicenses(db: Db, licenses: readonly string[]): Promise<NamedSeat[]> {
  const rows = await db
    .selectFrom('lease')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .leftJoin('user', 'user.id', 'lease.person_id')
    .where('lease.license_id', 'in', licenses)
    .where('lease.ended_at', 'is', null)
    .select([
      'lease.id',
      'lease.license_id',
      'lease.seat',
      'lease.machine_id',
      'lease.person_id',
      'lease.mode',
      'lease.ends_at',
      'lease.held_until',
      'lease.unassign_grace_ends_at',
      'machine.name as machine',
      'user.name',
      'user.email',
    ])
    .orderBy('lease.license_id')
    .orderBy('lease.seat')
    .execute();
  return rows.map((each) => ({
    id: each.id,
    license: each.license_id,
    seat: each.seat,
    machineId: each.machine_id,
    personId: each.person_id,
    mode: each.mode,
    endsAt: each.ends_at,
    heldUntil: each.held_until,
    unassignGraceEndsAt: each.unassign_grace_ends_at,
    machine: each.machine,
    person:
      each.person_id !== null && each.name !== null && each.email !== null
        ? { id: each.person_id, name: each.name, email: each.email }
        : null,
  }));
}

/** Who is assigned to some licenses, by name, with their role where they are in the organization. */
export async function assigneesOf(
  db: Db,
  organization: string,
  licenses: readonly string[],
): Promise<{ license: string; person: Person; role: Role | null }[]> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('user', 'user.id', 'assignment.person_id')
    .leftJoin('member', (join) =>
      join.onRef('member.userId', '=', 'user.id').on('member.organizationId', '=', organization),
    )
    .where('assignment.license_id', 'in', licenses)
    .select(['assignment.license_id', 'user.id', 'user.name', 'user.email', 'member.role'])
    .orderBy('assignment.license_id')
    .orderBy('user.name')
    .orderBy('user.id')
    .execute();
  return rows.map(({ license_id: license, role, ...person }) => ({ license, person, role }));
}

/** Somebody of an organization, with their role there. */
export async function memberNamed(
  db: Db,
  organization: string,
  person: string,
): Promise<{ person: Person; role: Role } | undefined> {
  const found = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .where('member.organizationId', '=', organization)
    .where('member.userId', '=', person)
    .select(['user.id', 'user.name', 'user.email', 'member.role'])
    .executeTakeFirst();
  return found && { person: { id: found.id, name: found.name, email: found.email }, role: found.role };
}

/** The overlaps of some licenses that people caused since a moment and no machine has confirmed. */
export async function countedOverlapsOf(
  db: Db,
  licenses: readonly string[],
  since: number,
): Promise<Map<string, OverlapFacts[]>> {
  const rows = await db
    .selectFrom('overlap')
    .select(['license_id', 'from_at'])
    .where('license_id', 'in', licenses)
    .where('from_at', '>', since)
    .where('caused_by', 'is not', null)
    .where('closed_at', 'is', null)
    .execute();
  return new Map(
    [...Map.groupBy(rows, (each) => each.license_id)].map(([license, some]) => [
      license,
      some.map(({ from_at: fromAt }) => ({ fromAt })),
    ]),
  );
}

/** Takes assignments away, each of a license from a person. Seats in use are not touched. */
export async function removePairs(db: Db, pairs: readonly { license: string; person: string }[]): Promise<void> {
  if (pairs.length === 0) return;
  const wanted = pairs.map(({ license, person }) => row([text(license), text(person)]));
  await sql`delete from assignment where (license_id, person_id) in (values ${sql.join(wanted)})`.execute(db);
}
