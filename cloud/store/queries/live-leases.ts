import type { Kysely } from 'kysely';
import type { LeaseFacts } from '../../rules/facts.ts';
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

/** The seats of a license that are taken. */
export async function liveLeases(db: Db, license: string): Promise<LiveLease[]> {
  return (await live(db).where('license_id', '=', license).execute()).map(toLive);
}

/** The seats of some licenses that a person holds. */
export async function liveLeasesOf(db: Db, person: string, licenses: readonly string[]): Promise<LiveLease[]> {
  return (await live(db).where('person_id', '=', person).where('license_id', 'in', licenses).execute()).map(toLive);
}

export async function liveLease(db: Db, id: string): Promise<LiveLease | undefined> {
  return (await live(db).where('id', '=', id).execute()).map(toLive)[0];
}

/** How many seats, of whatever license, a machine holds. */
export async function countLiveLeases(db: Db, machine: string): Promise<number> {
  return (await live(db).where('machine_id', '=', machine).execute()).length;
}
