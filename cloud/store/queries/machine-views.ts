import { type Kysely, sql } from 'kysely';
import type { EvidenceState, MachineView } from '#shared/models/machine-view.ts';
import type { EvidenceName } from '#shared/models/machine.ts';
import type { Role } from '#shared/models/role.ts';
import { day, type Moment } from '#shared/models/time.ts';
import { acknowledgementOf } from '../../rules/acknowledgement.ts';
import { evidenceOf, sharedByMany } from '../../rules/evidence.ts';
import { isLapsed } from '../../rules/lease-life.ts';
import { releasable } from '../../rules/release.ts';
import { sharedHardware } from '../../rules/shared-hardware.ts';
import type { Database } from '../schema.ts';
import { leasesSince } from './machine-people.ts';
import { changedFactors } from './machine.ts';

type Db = Kysely<Database>;

/** So long after its last lease a machine is still shown. */
export const shownFor = 30 * day;

/** The machines of an organization with its own leases on them, by name. A fixed number of queries, however many there are. */
export async function machineViews(
  db: Db,
  organization: string,
  me: { id: string; role: Role },
  now: Moment,
): Promise<MachineView[]> {
  const since = now - shownFor;
  const rows = await leasesOf(db, organization, since);
  const files = await carriedLeases(db, organization);
  const isWorthless = await worthlessFacts(db, organization, since);

  const byMachine = Map.groupBy(rows, (row) => row.machine_id);
  const machines = [...byMachine.values()].flatMap(([row]) => (row ? [row] : []));
  const housed = machines.filter((row) => row.is_ephemeral === 0);
  const shared = sharedHardware(housed.map(toHoused), isWorthless, now);
  return machines.map((machine) => ({
    id: machine.machine_id,
    name: machine.machine_name,
    platform: machine.platform,
    appVersion: machine.app_version,
    isEphemeral: machine.is_ephemeral === 1,
    lastSeenAt: machine.last_seen_at,
    evidence: evidenceState(machine, shared.get(machine.machine_id) ?? null),
    barredAt: machine.barred_at,
    leases: (byMachine.get(machine.machine_id) ?? [])
      .filter((row) => row.ended_at === null && !isLapsed(runFacts(row), now))
      .map((row) => toLease(row, files.get(row.id) ?? null, me, now)),
  }));
}

const leasesOf = (db: Db, organization: string, since: Moment) =>
  leasesSince(db, organization, since)
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .leftJoin('user', 'user.id', 'lease.person_id')
    .select([
      'lease.id',
      'lease.license_id',
      'lease.person_id',
      'lease.mode',
      'lease.started_at',
      'lease.last_heartbeat_at',
      'lease.ends_at',
      'lease.held_until',
      'lease.unassign_grace_ends_at',
      'lease.ended_at',
      'license.ends_at as license_ends_at',
      'product.name as product_name',
      'edition.name as edition_name',
      'user.name as person_name',
      'user.email as person_email',
      'machine.id as machine_id',
      'machine.name as machine_name',
      'machine.platform',
      'machine.app_version',
      'machine.is_ephemeral',
      'machine.is_virtual',
      'machine.first_seen_at',
      'machine.last_seen_at',
      'machine.evidence',
      'machine.changed_factors',
      'machine.changed_at',
      'machine.cloned_at',
      'machine.barred_at',
    ])
    .orderBy('machine.name')
    .orderBy('machine.id')
    .orderBy('lease.started_at')
    .orderBy('lease.id')
    .execute();

type Row = Awaited<ReturnType<typeof leasesOf>>[number];

const runFacts = (row: Row) => ({ mode: row.mode, endsAt: row.ends_at, heldUntil: row.held_until });

interface Carried {
  confirmedAt: Moment | null;
  importBy: Moment;
}

/** The newest license that was written to be carried for each lease that is out. */
async function carriedLeases(db: Db, organization: string): Promise<Map<string, Carried>> {
  const rows = await db
    .selectFrom('issued_file')
    .innerJoin('lease', 'lease.id', 'issued_file.lease_id')
    .select(['lease.id', 'issued_file.confirmed_at', 'issued_file.import_by'])
    .where('issued_file.organization_id', '=', organization)
    .where('lease.ended_at', 'is', null)
    .orderBy('issued_file.sequence')
    .execute();
  return new Map(rows.map((row) => [row.id, { confirmedAt: row.confirmed_at, importBy: row.import_by }]));
}

/** Which facts of these machines so many of the whole cloud have that they say nothing. */
async function worthlessFacts(db: Db, organization: string, since: Moment) {
  const machines = leasesSince(db, organization, since).select('lease.machine_id');
  const { rows } = await sql<{ name: string; hash: string }>`
    select name, hash from machine_factor
    where (name, hash) in (select name, hash from machine_factor where machine_id in (${machines}))
    group by name, hash having count(*) > ${sql.lit(sharedByMany)}`.execute(db);
  const worthless = new Set(rows.map(({ name, hash }) => `${name} ${hash}`));
  return (name: EvidenceName, hash: string) => worthless.has(`${name} ${hash}`);
}

const toHoused = (row: Row) => ({
  id: row.machine_id,
  name: row.machine_name,
  firstSeenAt: row.first_seen_at,
  lastSeenAt: row.last_seen_at,
  evidence: evidenceOf(row.evidence),
  isVirtual: row.is_virtual === 1,
});

/** What a Manager has to know first. */
function evidenceState(row: Row, shared: { others: string[]; at: Moment } | null): EvidenceState {
  if (row.cloned_at !== null) return { state: 'two-with-one-key', at: row.cloned_at };
  if (row.changed_at !== null) return { state: 'changed', factors: changedFactors(row) ?? [], at: row.changed_at };
  if (shared !== null) return { state: 'shared-hardware', ...shared };
  return { state: row.evidence === '{}' ? 'none' : 'matches' };
}

function toLease(row: Row, carried: Carried | null, me: { id: string; role: Role }, now: Moment) {
  const { machine_id: id, machine_name: name, platform } = row;
  return {
    id: row.id,
    license: row.license_id,
    licenseName: `${row.product_name} ${row.edition_name}`,
    licenseEndsAt: row.license_ends_at,
    machine: { id, name, platform },
    person:
      row.person_id !== null && row.person_name !== null
        ? { id: row.person_id, name: row.person_name, email: row.person_email ?? '' }
        : null,
    mode: row.mode,
    startedAt: row.started_at,
    lastSeenAt: row.last_heartbeat_at,
    leaseEndsAt: row.ends_at,
    unassignGraceEndsAt: row.unassign_grace_ends_at,
    isMine: row.person_id === me.id,
    releasable: releasable({ mode: row.mode, personId: row.person_id }, me),
    acknowledgement: row.mode === 'offline' && carried !== null ? acknowledgementOf(carried, now) : null,
  };
}
