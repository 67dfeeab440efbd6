import type { Kysely } from 'kysely';
import type { Person } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import type { Candidate } from '../../rules/intake-choice.ts';
import type { OfflineRules } from '../../rules/intake-verdict.ts';
import { isLapsed } from '../../rules/lease-life.ts';
import type { Database } from '../schema.ts';
import { factsOf } from './license.ts';
import { lengthsOf } from './organization.ts';

type Db = Kysely<Database>;

/** What an intake of an organization is decided by. */
export interface IntakeBook {
  organization: OfflineRules & { id: string; name: string; timeZone: string };
  people: ReadonlyMap<string, Person & { role: Role }>;
  candidates: readonly (Candidate & { holders: Map<string, { personId: string | null; endsAt: Moment }> })[];
}

/** Reads it in a fixed number of queries. `only`: nothing else is asked for than these licenses. */
export async function readIntakeBook(
  db: Db,
  organization: string,
  { machines, only }: { machines: readonly string[]; only: readonly string[] | null },
  now: Moment,
): Promise<IntakeBook> {
  return {
    organization: await settingsOf(db, organization),
    people: await peopleIn(db, organization),
    candidates: await candidatesIn(db, organization, { machines, only }, now),
  };
}

export async function settingsOf(db: Db, organization: string): Promise<IntakeBook['organization']> {
  const row = await db
    .selectFrom('organization')
    .innerJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .select(['organization.id', 'organization.name', 'time_zone', 'offline_until_end', 'offline_lengths'])
    .where('organization.id', '=', organization)
    .executeTakeFirstOrThrow();
  const { id, name, time_zone: timeZone, offline_until_end, offline_lengths } = row;
  return { id, name, timeZone, allowsUntilEnd: offline_until_end === 1, lengths: lengthsOf(offline_lengths) };
}

async function peopleIn(db: Db, organization: string): Promise<IntakeBook['people']> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['user.id', 'user.name', 'user.email', 'member.role'])
    .where('member.organizationId', '=', organization)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function candidatesIn(
  db: Db,
  organization: string,
  { machines, only }: { machines: readonly string[]; only: readonly string[] | null },
  now: Moment,
): Promise<IntakeBook['candidates']> {
  if (only?.length === 0) return [];
  const rows = await db
    .selectFrom('license')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .selectAll('license')
    .select(['product.name as product_name', 'edition.name as edition_name'])
    .where('license.organization_id', '=', organization)
    .$if(only !== null, (query) => query.where('license.id', 'in', only ?? []))
    .orderBy('product.position')
    .orderBy('edition.position')
    .orderBy('license.created_at')
    .orderBy('license.id')
    .execute();
  const holders = await holdersIn(db, organization, { machines, only }, now);
  const assignees = await assigneesIn(db, organization, only);
  return rows.map((row) => ({
    ...factsOf(row),
    id: row.id,
    words: `${row.product_name} ${row.edition_name}`,
    product: row.product_id,
    edition: row.edition_id,
    assignees: assignees.get(row.id) ?? [],
    holders: holders.get(row.id) ?? new Map<string, { personId: string | null; endsAt: Moment }>(),
  }));
}

type Holders = Map<string, { personId: string | null; endsAt: Moment }>;

async function holdersIn(
  db: Db,
  organization: string,
  { machines, only }: { machines: readonly string[]; only: readonly string[] | null },
  now: Moment,
): Promise<Map<string, Holders>> {
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .select(['lease.license_id', 'lease.machine_id', 'lease.person_id', 'lease.mode', 'lease.ends_at'])
    .select('lease.held_until')
    .where('license.organization_id', '=', organization)
    .where('lease.ended_at', 'is', null)
    .$if(only !== null, (query) => query.where('license.id', 'in', only ?? []))
    .execute();
  const byLicense = new Map<string, Holders>();
  for (const row of rows) {
    const endsAt = row.ends_at;
    const isOver = isLapsed({ mode: row.mode, endsAt, heldUntil: row.held_until }, now);
    // A machine may go on with a lease of its own that has lapsed, as long as nobody took its seat.
    if (isOver && !machines.includes(row.machine_id)) continue;
    const holders: Holders = byLicense.get(row.license_id) ?? new Map();
    byLicense.set(row.license_id, holders.set(row.machine_id, { personId: row.person_id, endsAt }));
  }
  return byLicense;
}

async function assigneesIn(
  db: Db,
  organization: string,
  only: readonly string[] | null,
): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .select(['assignment.license_id', 'assignment.person_id'])
    .where('license.organization_id', '=', organization)
    .$if(only !== null, (query) => query.where('license.id', 'in', only ?? []))
    .orderBy('assignment.assigned_at')
    .orderBy('assignment.person_id')
    .execute();
  const byLicense = new Map<string, string[]>();
  for (const { license_id, person_id } of rows) {
    const people = byLicense.get(license_id);
    if (people) people.push(person_id);
    else byLicense.set(license_id, [person_id]);
  }
  return byLicense;
}

/** Where machines have live leases that have not lapsed: of each the organization. */
export async function placesOfMachines(
  db: Db,
  machines: readonly string[],
  now: Moment,
): Promise<Map<string, { id: string; name: string; person: string | null }[]>> {
  if (machines.length === 0) return new Map();
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .select(['lease.machine_id', 'lease.person_id', 'lease.mode', 'lease.ends_at', 'lease.held_until'])
    .select(['organization.id', 'organization.name'])
    .where('lease.machine_id', 'in', machines)
    .where('lease.ended_at', 'is', null)
    .execute();
  const byMachine = new Map<string, { id: string; name: string; person: string | null }[]>();
  for (const row of rows) {
    if (isLapsed({ mode: row.mode, endsAt: row.ends_at, heldUntil: row.held_until }, now)) continue;
    const place = { id: row.id, name: row.name, person: row.person_id };
    byMachine.set(row.machine_id, [...(byMachine.get(row.machine_id) ?? []), place]);
  }
  return byMachine;
}
