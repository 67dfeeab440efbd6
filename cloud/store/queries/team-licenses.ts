import type { Kysely } from 'kysely';
import type { Lease } from '#shared/models/license.ts';
import type { Role } from '#shared/models/role.ts';
import type { TeamLicense } from '#shared/models/team.ts';
import type { Moment } from '#shared/models/time.ts';
import { isLapsed } from '../../rules/lease-life.ts';
import { releasable } from '../../rules/release.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

const byName = new Intl.Collator('en', { numeric: true });

interface Whose {
  organization: string;
  person: string;
  /** Who looks. */
  me: { id: string; role: Role };
}

/** The licenses of an organization that a person is assigned to, or has a seat of, with these seats. */
export async function licensesOfMember(db: Db, whose: Whose, now: Moment): Promise<TeamLicense[]> {
  const { organization, person } = whose;
  const assigned = new Set(await licensesAssignedTo(db, organization, person));
  const leases = Map.groupBy(await seatsOfMember(db, whose, now), ({ license }) => license);
  const ids = [...new Set([...assigned, ...leases.keys()])];
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('license')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select(['license.id', 'license.kind', 'license.ends_at', 'product.name as product', 'edition.name as edition'])
    .where('license.id', 'in', ids)
    .execute();
  return rows
    .map(({ id, kind, product, edition, ends_at: endsAt }) => ({
      id,
      name: `${product} ${edition}`,
      kind,
      endsAt,
      isAssigned: assigned.has(id),
      leases: leases.get(id) ?? [],
    }))
    .toSorted((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** Ids of the licenses of an organization that a person is assigned to. */
export async function licensesAssignedTo(db: Db, organization: string, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .select('license.id')
    .where('license.organization_id', '=', organization)
    .where('assignment.person_id', '=', person)
    .orderBy('license.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Seats that a person has, of any license of an organization; those on which nothing can run any more are free. */
async function seatsOfMember(db: Db, { organization, person, me }: Whose, now: Moment): Promise<Lease[]> {
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .innerJoin('user', 'user.id', 'lease.person_id')
    .select(['lease.id', 'lease.license_id', 'lease.mode', 'lease.started_at', 'lease.last_heartbeat_at'])
    .select(['lease.ends_at', 'lease.held_until', 'lease.unassign_grace_ends_at'])
    .select(['machine.id as machine', 'machine.name as machineName', 'machine.platform'])
    .select(['user.name', 'user.email'])
    .where('license.organization_id', '=', organization)
    .where('lease.person_id', '=', person)
    .where('lease.ended_at', 'is', null)
    .orderBy('machine.name')
    .execute();
  return rows
    .filter(({ mode, ends_at: endsAt, held_until: heldUntil }) => !isLapsed({ mode, endsAt, heldUntil }, now))
    .map((row) => ({
      id: row.id,
      license: row.license_id,
      machine: { id: row.machine, name: row.machineName, platform: row.platform },
      person: { id: person, name: row.name, email: row.email },
      mode: row.mode,
      startedAt: row.started_at,
      lastSeenAt: row.last_heartbeat_at,
      leaseEndsAt: row.ends_at,
      unassignGraceEndsAt: row.unassign_grace_ends_at,
      isMine: person === me.id,
      releasable: releasable({ mode: row.mode, personId: person }, me),
    }));
}
