import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Whether a person is assigned to a license. */
export async function isAssigned(db: Db, license: string, person: string): Promise<boolean> {
  const row = await db
    .selectFrom('assignment')
    .select('person_id')
    .where('license_id', '=', license)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row !== undefined;
}

/** Assigns licenses to a person; those they have already stay as they are. An unassign grace that runs is lifted. */
export async function addAssignments(
  db: Db,
  licenses: readonly string[],
  person: string,
  by: { person: string | null; now: number },
): Promise<void> {
  await db
    .insertInto('assignment')
    .values(
      licenses.map((license) => ({
        license_id: license,
        person_id: person,
        assigned_at: by.now,
        assigned_by: by.person,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .updateTable('lease')
    .set({ unassign_grace_ends_at: null, ended_by: null })
    .where('license_id', 'in', licenses)
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .execute();
}

/** Takes assignments away. Seats in use are not touched. */
export async function removeAssignments(db: Db, licenses: readonly string[], person: string): Promise<void> {
  await db.deleteFrom('assignment').where('license_id', 'in', licenses).where('person_id', '=', person).execute();
}

/** Lifts the unassign grace of leases: whoever holds them has the right to them again. */
export async function liftUnassignGrace(db: Db, leases: readonly string[]): Promise<void> {
  if (leases.length === 0) return;
  await db
    .updateTable('lease')
    .set({ unassign_grace_ends_at: null, ended_by: null })
    .where('id', 'in', leases)
    .where('ended_at', 'is', null)
    .execute();
}

/** Begins the unassign grace of a lease: its machine learns it at its next heartbeat. */
export async function beginUnassignGrace(db: Db, lease: string, endsAt: number, by: string): Promise<void> {
  await db
    .updateTable('lease')
    .set({ unassign_grace_ends_at: endsAt, ended_by: by })
    .where('id', '=', lease)
    .where('ended_at', 'is', null)
    .execute();
}
