import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { isInUse } from './live-seats.ts';

type Db = Kysely<Database>;
const most = 3;

/** Whom licenses are assigned to: how many people, and the first few by name. */
export async function firstAssignees(db: Db, licenses: readonly string[]) {
  if (licenses.length === 0) return new Map<string, { count: number; names: string[] }>();
  const rows = await db
    .selectFrom(
      db
        .selectFrom('assignment')
        .innerJoin('user', 'user.id', 'assignment.person_id')
        .where('assignment.license_id', 'in', licenses)
        .select([
          'assignment.license_id',
          'user.name',
          sql<number | string>`count(*) over (partition by assignment.license_id)`.as('count'),
          sql<number | string>`row_number() over (partition by assignment.license_id
            order by lower("user".name), "user".id)`.as('place'),
        ])
        .as('each'),
    )
    .selectAll()
    .where('place', '<=', most)
    .orderBy('place')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.license_id)].map(([license, some]) => [
      license,
      { count: Number(some[0]?.count ?? 0), names: some.map(({ name }) => name) },
    ]),
  );
}

/** Who uses licenses where: the first few seats of each. */
export async function firstSeats(db: Db, licenses: readonly string[], now: number) {
  if (licenses.length === 0) return new Map<string, never[]>();
  const rows = await db
    .selectFrom(
      db
        .selectFrom('lease')
        .innerJoin('machine', 'machine.id', 'lease.machine_id')
        .leftJoin('user', 'user.id', 'lease.person_id')
        .where('lease.license_id', 'in', licenses)
        .where(isInUse(now))
        .select([
          'lease.license_id',
          'machine.name as machine',
          'user.name as person',
          'lease.mode',
          'lease.unassign_grace_ends_at',
          sql<number | string>`row_number() over (partition by lease.license_id order by lease.seat)`.as('place'),
        ])
        .as('each'),
    )
    .selectAll()
    .where('place', '<=', most)
    .orderBy('place')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.license_id)].map(([license, some]) => [
      license,
      some.map(({ machine, person, mode, unassign_grace_ends_at: unassignGraceEndsAt }) => ({
        machine,
        person,
        mode,
        unassignGraceEndsAt,
      })),
    ]),
  );
}
