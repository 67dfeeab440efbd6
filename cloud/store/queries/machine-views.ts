import type { Kysely } from 'kysely';
import type { EvidenceState, MachinePage, MachineView } from '#shared/models/machine-view.ts';
import type { EvidenceName } from '#shared/models/machine.ts';
import type { Role } from '#shared/models/role.ts';
import { day, type Moment } from '#shared/models/time.ts';
import { acknowledgementOf } from '../../rules/acknowledgement.ts';
import { evidenceOf, sharedByMany } from '../../rules/evidence.ts';
import { releasable } from '../../rules/release.ts';
import { sharedHardware } from '../../rules/shared-hardware.ts';
import type { Database } from '../schema.ts';
import { isInUse } from './live-seats.ts';
import { leasesSince } from './machine-people.ts';
import { changedFactors } from './machine.ts';

type Db = Kysely<Database>;

/** So long after its last lease a machine is still shown. */
export const shownFor = 30 * day;

/** Who looks at which organization, and when. */
export interface MachinesSeen {
  organization: string;
  me: { id: string; role: Role };
  now: Moment;
}

/** The machines that an organization sees: with a lease of it, or with one until lately. */
export const machinesShown = (db: Db, { organization, now }: Pick<MachinesSeen, 'organization' | 'now'>) =>
  leasesSince(db, organization, now - shownFor).select('lease.machine_id');

/** One page of them, by name. A fixed number of queries, however many there are. */
export async function machinePage(
  db: Db,
  seen: MachinesSeen,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<MachinePage> {
  const [id = '', ...name] = after?.split(' ') ?? [];
  const found = await db
    .selectFrom('machine')
    .select(['id', 'name'])
    .where('id', 'in', machinesShown(db, seen))
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) => eb(refTuple('name', 'id'), '>', tuple(name.join(' '), id))),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const ids = page.map((machine) => machine.id);
  return {
    machines: await machineViews(db, seen, ids),
    next: last && found.length > limit ? `${last.id} ${last.name}` : null,
  };
}

/** These machines with the leases of the organization on them, by name. */
export async function machineViews(db: Db, seen: MachinesSeen, ids: readonly string[]): Promise<MachineView[]> {
  if (ids.length === 0) return [];
  const leases = Map.groupBy(await leasesOn(db, seen, ids), (row) => row.machine_id);
  const files = await carriedLeases(db, seen.organization, ids);
  const alike = await machinesAlike(db, seen, ids);
  const machines = await machinesOf(db, [...new Set([...ids, ...alike])]);
  const isWorthless = await worthlessFacts(
    db,
    machines.map(({ id }) => id),
  );
  const shared = sharedHardware(machines.filter(isHoused).map(toHoused), isWorthless, seen.now);
  const wanted = new Set(ids);
  return machines
    .filter(({ id }) => wanted.has(id))
    .map((machine) => ({
      id: machine.id,
      name: machine.name,
      platform: machine.platform,
      appVersion: machine.app_version,
      isEphemeral: machine.is_ephemeral === 1,
      lastSeenAt: machine.last_seen_at,
      evidence: evidenceState(machine, shared.get(machine.id) ?? null),
      barredAt: machine.barred_at,
      leases: (leases.get(machine.id) ?? []).map((row) => toLease(row, machine, files.get(row.id) ?? null, seen)),
    }));
}

const machinesOf = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('machine')
    .select([
      'id',
      'name',
      'platform',
      'app_version',
      'is_ephemeral',
      'is_virtual',
      'first_seen_at',
      'last_seen_at',
      'evidence',
      'changed_factors',
      'changed_at',
      'cloned_at',
      'barred_at',
    ])
    .where('id', 'in', ids)
    .orderBy('name')
    .orderBy('id')
    .execute();

const leasesOn = (db: Db, { organization, now }: MachinesSeen, machines: readonly string[]) =>
  db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .leftJoin('user', 'user.id', 'lease.person_id')
    .select([
      'lease.id',
      'lease.license_id',
      'lease.machine_id',
      'lease.person_id',
      'lease.mode',
      'lease.started_at',
      'lease.last_heartbeat_at',
      'lease.ends_at',
      'lease.unassign_grace_ends_at',
      'license.ends_at as license_ends_at',
      'product.name as product_name',
      'edition.name as edition_name',
      'user.name as person_name',
      'user.email as person_email',
    ])
    .where('lease.machine_id', 'in', machines)
    .where('license.organization_id', '=', organization)
    .where(isInUse(now))
    .orderBy('lease.started_at')
    .orderBy('lease.id')
    .execute();

type MachineRow = Awaited<ReturnType<typeof machinesOf>>[number];
type LeaseRow = Awaited<ReturnType<typeof leasesOn>>[number];

export interface Carried {
  confirmedAt: Moment | null;
  importBy: Moment;
}

/** The newest license that was written to be carried for each lease that is out. */
export async function carriedLeases(
  db: Db,
  organization: string,
  machines?: readonly string[],
): Promise<Map<string, Carried>> {
  const rows = await db
    .selectFrom('issued_file')
    .innerJoin('lease', 'lease.id', 'issued_file.lease_id')
    .select(['lease.id', 'issued_file.confirmed_at', 'issued_file.import_by'])
    .where('issued_file.organization_id', '=', organization)
    .where('lease.ended_at', 'is', null)
    .$if(machines !== undefined, (query) => query.where('lease.machine_id', 'in', machines ?? []))
    .orderBy('issued_file.sequence')
    .execute();
  return new Map(rows.map((row) => [row.id, { confirmedAt: row.confirmed_at, importBy: row.import_by }]));
}

/** How many of the whole cloud have each fact of these machines. */
const factsOf = (db: Db, machines: readonly string[]) =>
  db
    .selectFrom('machine_factor')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('name', 'hash'),
        'in',
        selectFrom('machine_factor')
          .select(['name', 'hash'])
          .where('machine_id', 'in', machines)
          .$asTuple('name', 'hash'),
      ),
    )
    .groupBy(['name', 'hash'])
    .select(['name', 'hash']);

/** Others of the organization that have a fact in common with these, one that says something. */
async function machinesAlike(db: Db, seen: MachinesSeen, machines: readonly string[]): Promise<string[]> {
  const telling = factsOf(db, machines).having(({ fn, between }) => between(fn.countAll(), 2, sharedByMany));
  const alike = await db
    .selectFrom('machine_factor')
    .where(({ eb, refTuple }) => eb(refTuple('name', 'hash'), 'in', telling.$asTuple('name', 'hash')))
    .where('machine_id', 'not in', machines)
    .select('machine_id')
    .distinct()
    .execute();
  if (alike.length === 0) return [];
  const ids = alike.map(({ machine_id }) => machine_id);
  const own = await machinesShown(db, seen).where('lease.machine_id', 'in', ids).execute();
  return own.map(({ machine_id }) => machine_id);
}

/** Which facts of these machines so many of the whole cloud have that they say nothing. */
async function worthlessFacts(db: Db, machines: readonly string[]) {
  const rows = await factsOf(db, machines)
    .having(({ fn }) => fn.countAll(), '>', sharedByMany)
    .execute();
  const worthless = new Set(rows.map(({ name, hash }) => `${name} ${hash}`));
  return (name: EvidenceName, hash: string) => worthless.has(`${name} ${hash}`);
}

const isHoused = (row: MachineRow) => row.is_ephemeral === 0;

const toHoused = (row: MachineRow) => ({
  id: row.id,
  name: row.name,
  firstSeenAt: row.first_seen_at,
  lastSeenAt: row.last_seen_at,
  evidence: evidenceOf(row.evidence),
  isVirtual: row.is_virtual === 1,
});

/** What a Manager has to know first. */
function evidenceState(row: MachineRow, shared: { others: string[]; at: Moment } | null): EvidenceState {
  if (row.cloned_at !== null) return { state: 'two-with-one-key', at: row.cloned_at };
  if (row.changed_at !== null) return { state: 'changed', factors: changedFactors(row) ?? [], at: row.changed_at };
  if (shared !== null) return { state: 'shared-hardware', ...shared };
  return { state: row.evidence === '{}' ? 'none' : 'matches' };
}

function toLease(
  row: LeaseRow,
  { id, name, platform }: MachineRow,
  carried: Carried | null,
  { me, now }: MachinesSeen,
) {
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
    acknowledgement: row.mode === 'offline' ? acknowledgementAt(carried, now) : null,
  };
}

export const acknowledgementAt = (carried: Carried | null, now: Moment) =>
  carried === null ? null : acknowledgementOf(carried, now);
