import type { Kysely } from 'kysely';
import type { LeaseFacts } from '../../rules/facts.ts';
import { isLapsed } from '../../rules/lease-life.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** A live lease as decisions about it need it. Lapsed ones are live until somebody wants their seat. */
export interface LiveLease extends LeaseFacts {
  id: string;
  license: string;
  seat: number;
  machineId: string;
}

const live = (db: Db) =>
  db
    .selectFrom('lease')
    .select([
      'id',
      'license_id',
      'seat',
      'machine_id',
      'person_id',
      'mode',
      'ends_at',
      'held_until',
      'unassign_grace_ends_at',
    ])
    .where('ended_at', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof live>['execute']>>[number];

const toLive = (row: Row): LiveLease => ({
  id: row.id,
  license: row.license_id,
  seat: row.seat,
  machineId: row.machine_id,
  personId: row.person_id,
  mode: row.mode,
  endsAt: row.ends_at,
  heldUntil: row.held_until,
  unassignGraceEndsAt: row.unassign_grace_ends_at,
});

/** The seat of a license that a machine has. */
export async function leaseOfMachine(db: Db, license: string, machine: string): Promise<LiveLease | undefined> {
  return (await live(db).where('license_id', '=', license).where('machine_id', '=', machine).execute()).map(toLive)[0];
}

/** The seats of a license whose leases have lapsed: free for whoever wants one. */
export async function lapsedLeases(db: Db, license: string, now: number): Promise<LiveLease[]> {
  const behind = await live(db).where('license_id', '=', license).where('ends_at', '<', now).execute();
  return behind.map(toLive).filter((lease) => isLapsed(lease, now));
}

/** The numbers of the seats that are taken, those of lapsed leases among them. */
export async function takenSeats(db: Db, license: string): Promise<number[]> {
  const rows = await db
    .selectFrom('lease')
    .select('seat')
    .where('license_id', '=', license)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map((row) => row.seat);
}

/** The seats of some licenses that a person holds. */
export async function liveLeasesOf(db: Db, person: string, licenses: readonly string[]): Promise<LiveLease[]> {
  return (await live(db).where('person_id', '=', person).where('license_id', 'in', licenses).execute()).map(toLive);
}

/** All seats that a person holds, of whatever organization. */
export async function liveLeasesOfPerson(db: Db, person: string): Promise<LiveLease[]> {
  return (await live(db).where('person_id', '=', person).orderBy('id').execute()).map(toLive);
}

export async function liveLease(db: Db, id: string): Promise<LiveLease | undefined> {
  return (await live(db).where('id', '=', id).execute()).map(toLive)[0];
}

/** How many seats, of whatever license, a machine holds. */
export async function countLiveLeases(db: Db, machine: string): Promise<number> {
  const { count } = await db
    .selectFrom('lease')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('machine_id', '=', machine)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
