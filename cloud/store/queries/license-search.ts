import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import { soonBefore } from '#shared/models/license.ts';
import type { LicenseOrder, LicenseState, LicenseStateFilter } from '#shared/models/license-search.ts';
import type { Database } from '../schema.ts';
import { contains } from './contains.ts';
import { licenseColumns } from './license.ts';
import { isInUse, seatsInUse } from './live-seats.ts';

type Db = Kysely<Database>;
type Count = number | string;

export interface LicensesWanted {
  organization: string;
  now: number;
  /** All of them must be found: with each word the editions whose names have it. */
  words?: readonly { word: string; editions: readonly { product: string; edition: string }[] }[];
  /** Only these, which are known to fit. */
  among?: readonly string[];
  product?: string | undefined;
  edition?: string | undefined;
  kind?: 'named' | 'floating' | undefined;
  person?: string | undefined;
  unassigned?: boolean | undefined;
  endsBefore?: number | undefined;
}

const inUse = sql<number>`coalesce(used.seats, 0)`;
/** What stands under "license ends". */
const end = sql<number | null>`coalesce(license.revoked_at, license.ends_at)`;
const isNotOver = (now: number) =>
  sql<SqlBool>`(license.revoked_at is null and (license.ends_at is null or license.ends_at > ${now}))`;

const stateAt = (now: number) => sql<LicenseState>`case
  when license.revoked_at is not null then 'revoked'
  when license.ends_at <= ${now} then 'ended'
  when license.starts_at > ${now} then 'not-started'
  when ${inUse} >= license.seats then 'in-use'
  else 'free' end`;

const endsSoonAt = (now: number) => sql<number>`case
  when license.revoked_at is null and license.starts_at <= ${now}
    and license.ends_at > ${now} and license.ends_at < ${now + soonBefore} then 1
  else 0 end`;

const isAmong = (ids: readonly string[]): Expression<SqlBool> =>
  ids.length === 0 ? sql<SqlBool>`1 = 0` : expressionBuilder<Database, 'license'>()('license.id', 'in', ids);

/** Licenses of an organization with how many seats are in use, filtered by everything but their state. */
function matching(db: Db, wanted: LicensesWanted) {
  const { organization, now, words = [], among, product, edition, kind, person, unassigned, endsBefore } = wanted;
  return db
    .selectFrom('license')
    .leftJoin(seatsInUse(db, now).as('used'), 'used.license', 'license.id')
    .where('license.organization_id', '=', organization)
    .$if(among !== undefined, (query) => query.where(isAmong(among ?? [])))
    .$if(product !== undefined, (query) => query.where('license.product_id', '=', product ?? ''))
    .$if(edition !== undefined, (query) => query.where('license.edition_id', '=', edition ?? ''))
    .$if(kind !== undefined, (query) => query.where('license.kind', '=', kind ?? 'named'))
    .$if(endsBefore !== undefined, (query) => query.where(end, '<', endsBefore ?? 0))
    .$if(person !== undefined, (query) => query.where('license.id', 'in', assignedTo(db, person ?? '')))
    .$if(unassigned === true, (query) =>
      query
        .where('license.kind', '=', 'named')
        .where(isNotOver(now))
        .where('license.id', 'not in', db.selectFrom('assignment').select('license_id')),
    )
    .where(({ and, or, eb, ref }) =>
      and(
        words.map(({ word, editions }) =>
          or([
            ...editions.map((pair) =>
              and([eb('license.product_id', '=', pair.product), eb('license.edition_id', '=', pair.edition)]),
            ),
            contains(ref('license.id'), word),
            eb('license.id', 'in', assignedToSomebodyCalled(db, organization, word)),
            eb('license.id', 'in', inUseByOrOn(db, wanted, word)),
          ]),
        ),
      ),
    );
}

const assignedTo = (db: Db, person: string) =>
  db.selectFrom('assignment').select('assignment.license_id').where('assignment.person_id', '=', person);

const assignedToSomebodyCalled = (db: Db, organization: string, word: string) =>
  db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .innerJoin('assignment', 'assignment.person_id', 'member.userId')
    .where('member.organizationId', '=', organization)
    .where(({ or, ref }) => or([contains(ref('user.name'), word), contains(ref('user.email'), word)]))
    .select('assignment.license_id');

const inUseByOrOn = (db: Db, { organization, now }: LicensesWanted, word: string) =>
  db
    .selectFrom('lease')
    .innerJoin('license as leased', 'leased.id', 'lease.license_id')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .leftJoin('user', 'user.id', 'lease.person_id')
    .where('leased.organization_id', '=', organization)
    .where(isInUse(now))
    .where(({ or, ref }) =>
      or([
        contains(ref('machine.name'), word),
        contains(sql<string>`coalesce(${ref('user.name')}, '')`, word),
        contains(sql<string>`coalesce(${ref('user.email')}, '')`, word),
      ]),
    )
    .select('lease.license_id');

/** How many of them are in each state, with their seats. */
export async function countLicenses(
  db: Db,
  wanted: LicensesWanted,
): Promise<{ state: LicenseState; endsSoon: boolean; licenses: number; seats: number; inUse: number }[]> {
  const { now } = wanted;
  const rows = await db
    .selectFrom(
      matching(db, wanted)
        .select(['license.seats', inUse.as('in_use'), stateAt(now).as('state'), endsSoonAt(now).as('ends_soon')])
        .as('each'),
    )
    .select(({ fn }) => [
      'state',
      'ends_soon',
      fn.countAll<Count>().as('licenses'),
      fn.sum<Count>('seats').as('seats'),
      fn.sum<Count>('in_use').as('in_use'),
    ])
    .groupBy(['state', 'ends_soon'])
    .execute();
  return rows.map((row) => ({
    state: row.state,
    endsSoon: row.ends_soon === 1,
    licenses: Number(row.licenses),
    seats: Number(row.seats),
    inUse: Number(row.in_use),
  }));
}

const inState = (state: LicenseStateFilter, now: number): Expression<SqlBool> =>
  state === 'ending-soon' ? sql<SqlBool>`${endsSoonAt(now)} = 1` : sql<SqlBool>`${stateAt(now)} = ${state}`;

export interface PageWanted extends LicensesWanted {
  state?: LicenseStateFilter | undefined;
  order: LicenseOrder;
  offset: number;
  limit: number;
}

/** One page of them, in order: first which, then what is known of these few. */
export async function findLicensePage(db: Db, wanted: PageWanted) {
  const ids = await findPageIds(db, wanted);
  if (ids.length === 0) return [];
  const { now } = wanted;
  const rows = await db
    .selectFrom('license')
    .leftJoin(seatsInUse(db, now).as('used'), 'used.license', 'license.id')
    .where('license.id', 'in', ids)
    .select(licenseColumns)
    .select([inUse.as('in_use'), stateAt(now).as('state')])
    .execute();
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Columns in which many rows are alike: within them the names decide. */
const byName: readonly LicenseOrder['sort'][] = ['license', 'kind', 'state'];

async function findPageIds(db: Db, wanted: PageWanted): Promise<string[]> {
  const { now, state, order, offset, limit } = wanted;
  const direction = order.descending ? 'desc' : 'asc';
  let query = matching(db, wanted)
    .$if(state !== undefined, (all) => all.where(inState(state ?? 'free', now)))
    .$if(byName.includes(order.sort), (all) =>
      all
        .innerJoin('product', 'product.id', 'license.product_id')
        .innerJoin('edition', (join) =>
          join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
        ),
    )
    .$if(order.sort === 'assigned', (all) =>
      all.leftJoin(firstAssignees(db).as('first'), 'first.license', 'license.id'),
    );
  for (const key of keysOf(order, now)) query = query.orderBy(key, direction);
  const rows = await query.select('license.id').orderBy('license.id').offset(offset).limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** What the rows of a column are sorted by. */
function keysOf({ sort }: LicenseOrder, now: number) {
  const name = [sql`lower(product.name)`, sql`lower(edition.name)`];
  switch (sort) {
    case 'license':
      return name;
    case 'kind':
      return [sql`license.kind`, ...name];
    case 'assigned':
      return [sql`case when first.name is null then 1 else 0 end`, sql`first.name`];
    case 'seats':
      return [sql`license.seats`];
    case 'in-use':
      return [inUse];
    case 'starts':
      return [sql`license.starts_at`];
    case 'ends':
      return [sql`case when ${end} is null then 1 else 0 end`, end];
    case 'state':
      return [sql`${endsSoonAt(now)}`, stateAt(now), ...name];
  }
}

/** The name that stands first under "assigned to". */
const firstAssignees = (db: Db) =>
  db
    .selectFrom('assignment')
    .innerJoin('user', 'user.id', 'assignment.person_id')
    .select(['assignment.license_id as license', sql<string>`min(lower("user".name))`.as('name')])
    .groupBy('assignment.license_id');

/** Ids of all of them, or of so many at most. */
export async function findLicenseIds(
  db: Db,
  wanted: LicensesWanted & { state?: LicenseStateFilter | undefined },
  most?: number,
): Promise<string[]> {
  const { state, now } = wanted;
  const rows = await matching(db, wanted)
    .$if(state !== undefined, (all) => all.where(inState(state ?? 'free', now)))
    .select('license.id')
    .$if(most !== undefined, (all) => all.limit(most ?? 0))
    .execute();
  return rows.map(({ id }) => id);
}

/** So few can be named to the database one by one. */
const few = 1_000;

/** What is looked for by words is looked for once; where few have them, the rest is about these alone. */
export async function narrowed(db: Db, wanted: LicensesWanted): Promise<LicensesWanted> {
  if (wanted.words === undefined || wanted.words.length === 0) return wanted;
  const ids = await findLicenseIds(db, wanted, few + 1);
  return ids.length > few ? wanted : { ...wanted, words: [], among: ids };
}

/** Every edition of the catalogue by its names. */
export const editionNames = (db: Db) =>
  db
    .selectFrom('edition')
    .innerJoin('product', 'product.id', 'edition.product_id')
    .select([
      'product.id as product',
      'product.name as product_name',
      'product.glyph',
      'edition.id as edition',
      'edition.name as edition_name',
    ])
    .execute();
