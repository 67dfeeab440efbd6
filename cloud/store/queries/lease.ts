import { type Kysely, sql } from 'kysely';
import type { LeaseEnd } from '#shared/models/lease-notice.ts';
import type { LeaseMode } from '#shared/models/license.ts';
import { evened, prepared } from '../prepared.ts';
import { number, numberOrNull, row, text } from '../values.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Renews leases, each to an end of its own; says how many were still live. */
export async function renewLeases(
  db: Db,
  leases: readonly { id: string; endsAt: number; heldUntil: number | null }[],
  now: number,
): Promise<number> {
  if (leases.length === 0) return 0;
  const rows = evened(leases).map(({ id, endsAt, heldUntil }) =>
    row([text(id), number(endsAt), numberOrNull(heldUntil)]),
  );
  const { numAffectedRows } = await sql`
    update lease set ends_at = v.column2, held_until = v.column3, last_heartbeat_at = ${number(now)}
    from (values ${sql.join(rows)}) as v
    where lease.id = v.column1 and lease.ended_at is null
    ${prepared}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** How a lease ends. `toldIn`: the sequence of the answer that tells its machine. */
export interface Ending {
  reason: LeaseEnd;
  at: number;
  /** Left out: whoever is on record stays (an unassign grace names its cause when it begins). */
  by?: string | null;
  toldIn?: number;
}

/** What must still be so for a lease to end: whose it is, or until when it is signed. */
interface Expected {
  machine?: string;
  endsAt?: number;
}

/** Ends a lease and frees its seat. False when it had ended already, or is not as expected. */
export async function endLease(db: Db, id: string, ending: Ending, expected: Expected = {}): Promise<boolean> {
  const { machine, endsAt } = expected;
  const { numUpdatedRows } = await db
    .updateTable('lease')
    .set({
      ended_at: ending.at,
      end_reason: ending.reason,
      ...(ending.by === undefined ? {} : { ended_by: ending.by }),
      ...(ending.toldIn === undefined ? {} : { told_in: ending.toldIn }),
    })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .$if(machine !== undefined, (query) => query.where('machine_id', '=', machine ?? ''))
    .$if(endsAt !== undefined, (query) => query.where('ends_at', '=', endsAt ?? 0))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends every live lease of a license. */
export async function endLeasesOf(db: Db, licenseId: string, ending: Pick<Ending, 'reason' | 'at' | 'by'>) {
  await db
    .updateTable('lease')
    .set({ ended_at: ending.at, end_reason: ending.reason, ended_by: ending.by ?? null })
    .where('license_id', '=', licenseId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Notes which answer told a machine of the end of leases. */
export async function markTold(db: Db, ids: readonly string[], sequence: number): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('lease')
    .set({ told_in: sequence })
    .where('id', 'in', ids)
    .where('told_in', 'is', null)
    .execute();
}

/** The machine knows that these have ended: it no longer runs on them. */
export async function confirmEnds(db: Db, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('lease').set({ told_at: now }).where('id', 'in', ids).execute();
  await db
    .updateTable('overlap')
    .set({ closed_at: now })
    .where('lease_id', 'in', ids)
    .where('closed_at', 'is', null)
    .execute();
}

export interface SeatClaim {
  id: string;
  license: string;
  seat: number;
  machine: string;
  person: string | null;
  mode: LeaseMode;
  endsAt: number;
  now: number;
}

/** Takes one seat by putting a live lease on it. False when somebody else has it. */
export async function claimSeat(db: Db, claim: SeatClaim): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('lease')
    .values({
      id: claim.id,
      license_id: claim.license,
      seat: claim.seat,
      machine_id: claim.machine,
      person_id: claim.person,
      mode: claim.mode,
      started_at: claim.now,
      last_heartbeat_at: claim.now,
      ends_at: claim.endsAt,
      unassign_grace_ends_at: null,
      ended_at: null,
      end_reason: null,
      ended_by: null,
      told_in: null,
      told_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Lets a live lease last without a network. False when it has ended. */
export async function takeOffline(
  db: Db,
  { lease, person, endsAt }: { lease: string; person: string; endsAt: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lease')
    .set({
      mode: 'offline',
      person_id: person,
      ends_at: endsAt,
      unassign_grace_ends_at: null,
      ended_by: null,
    })
    .where('id', '=', lease)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Makes an offline lease renew itself again, from the next answer to its machine on. Until that is confirmed the
 * machine may run on as it is: `mayRunUntil`, grace included.
 */
export async function takeOnline(
  db: Db,
  { lease, mayRunUntil }: { lease: string; mayRunUntil: number },
): Promise<void> {
  await db
    .updateTable('lease')
    .set({ mode: 'online', ends_at: mayRunUntil })
    .where('id', '=', lease)
    .where('ended_at', 'is', null)
    .execute();
}

/** The machine has applied the answer that told of these ends, or a later one. */
export async function confirmEndsOf(db: Db, machine: string, applied: number, now: number): Promise<void> {
  const ended = await db
    .selectFrom('lease')
    .select('id')
    .where('machine_id', '=', machine)
    .where('told_in', '<=', applied)
    .where('told_at', 'is', null)
    .execute();
  await confirmEnds(
    db,
    ended.map(({ id }) => id),
    now,
  );
}

/** Puts a lease into the name of whoever uses it now; an unassign grace of the one before is over. */
export async function adoptLease(db: Db, id: string, person: string): Promise<void> {
  await db
    .updateTable('lease')
    .set({ person_id: person, unassign_grace_ends_at: null, ended_by: null })
    .where('id', '=', id)
    .execute();
}
