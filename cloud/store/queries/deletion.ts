import type { Kysely } from 'kysely';
import type { PlaceFacts, SeatFacts } from '../../rules/deletion.ts';
import type { Database } from '../schema.ts';
import { findLicenses } from './license.ts';
import { type LiveLease, liveLeasesOfPerson } from './live-leases.ts';

type Db = Kysely<Database>;

export interface DeletionFacts {
  places: (PlaceFacts & { id: string })[];
  seats: (SeatFacts & LiveLease & { organization: string })[];
}

/** What decides whether an account can be deleted. A fixed number of queries. */
export async function deletionFactsOf(db: Db, person: string): Promise<DeletionFacts> {
  const places = await db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(({ selectFrom }) => [
      'organization.id',
      'organization.name',
      'member.role',
      selectFrom('member as other')
        .whereRef('other.organizationId', '=', 'organization.id')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .as('people'),
      selectFrom('member as owner')
        .whereRef('owner.organizationId', '=', 'organization.id')
        .where('owner.role', '=', 'owner')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .as('owners'),
    ])
    .where('member.userId', '=', person)
    .orderBy('organization.id')
    .execute();
  const leases = await liveLeasesOfPerson(db, person);
  const licenses = new Map((await licensesOf(db, leases)).map((license) => [license.id, license]));
  const machines = new Map((await machinesOf(db, leases)).map(({ id, name }) => [id, name]));
  return {
    places: places.map((row) => ({ ...row, people: Number(row.people), owners: Number(row.owners) })),
    seats: leases.map((lease) => ({
      ...lease,
      licenseName: licenses.get(lease.license)?.words ?? lease.license,
      organization: licenses.get(lease.license)?.organization ?? '',
      machine: machines.get(lease.machineId) ?? lease.machineId,
    })),
  };
}

const licensesOf = async (db: Db, leases: readonly LiveLease[]) =>
  leases.length === 0
    ? []
    : findLicenses(
        db,
        leases.map(({ license }) => license),
      );

const machinesOf = async (db: Db, leases: readonly LiveLease[]) =>
  leases.length === 0
    ? []
    : db
        .selectFrom('machine')
        .select(['id', 'name'])
        .where(
          'id',
          'in',
          leases.map(({ machineId }) => machineId),
        )
        .execute();
