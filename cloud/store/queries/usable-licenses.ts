import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import { may, type Role } from '#shared/models/role.ts';
import type { Database } from '../schema.ts';
import { contains } from './contains.ts';
import { isInUse, seatsInUse } from './live-seats.ts';

type Db = Kysely<Database>;

export interface UsableWanted {
  me: string;
  /** Where I belong, the default one first. */
  places: readonly { id: string; role: Role }[];
  /** `mine`: assigned to me, or I hold a seat. `usable`: also what floats for people of my role. */
  which: 'mine' | 'usable';
  machine?: string | undefined;
  /** All of them must be found: with each word the editions and organizations whose names have it. */
  words: readonly {
    word: string;
    editions: readonly { product: string; edition: string }[];
    organizations: readonly string[];
  }[];
  now: number;
}

const eb = expressionBuilder<Database, 'license'>();

const assignedTo = (db: Db, me: string) =>
  db.selectFrom('assignment').select('assignment.license_id').where('assignment.person_id', '=', me);

/** In use by me, or on this machine. */
const heldHere = (db: Db, { me, machine, now }: UsableWanted) =>
  db
    .selectFrom('lease')
    .select('lease.license_id')
    .where(isInUse(now))
    .where((builder) =>
      builder.or([
        builder('lease.person_id', '=', me),
        ...(machine === undefined ? [] : [builder('lease.machine_id', '=', machine)]),
      ]),
    );

/** Not by its index: who may use thousands would have them looked up one by one. */
const eachId = sql<string>`coalesce(license.id, '')`;

/** The right to a seat, as `hasRight` of the rules; or one that is held. */
function isMine(db: Db, wanted: UsableWanted): Expression<SqlBool> {
  const floatingFor = wanted.places.filter(({ role }) => may(role, 'license.take-floating')).map(({ id }) => id);
  return eb.or([
    eb(eachId, 'in', assignedTo(db, wanted.me)),
    eb(eachId, 'in', heldHere(db, { ...wanted, machine: undefined })),
    ...(wanted.which === 'usable' && floatingFor.length > 0
      ? [eb.and([eb('license.kind', '=', 'floating'), eb('license.organization_id', 'in', floatingFor)])]
      : []),
  ]);
}

const inUseByOrOn = (db: Db, { places, now }: UsableWanted, word: string) =>
  db
    .selectFrom('lease')
    .innerJoin('license as leased', 'leased.id', 'lease.license_id')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .leftJoin('user', 'user.id', 'lease.person_id')
    .where(
      'leased.organization_id',
      'in',
      places.map(({ id }) => id),
    )
    .where(isInUse(now))
    .where(({ or, ref }) =>
      or([contains(ref('machine.name'), word), contains(sql<string>`coalesce(${ref('user.name')}, '')`, word)]),
    )
    .select('lease.license_id');

/** What people look for first has the lowest figure: what they hold, what they can take, then what they cannot. */
const rankOf = (db: Db, wanted: UsableWanted) => sql<number>`case
  when license.id in (${heldHere(db, wanted)}) then 0
  when license.revoked_at is not null then 6
  when license.ends_at <= ${wanted.now} then 5
  when license.starts_at > ${wanted.now} then 4
  when coalesce(used.seats, 0) >= license.seats then 3
  when license.id in (${assignedTo(db, wanted.me)}) then 1
  else 2 end`;

/** A seat can be taken now. */
const isFree = (now: number) => sql<number>`case
  when license.revoked_at is null and license.starts_at <= ${now}
    and (license.ends_at is null or license.ends_at > ${now}) and coalesce(used.seats, 0) < license.seats then 1
  else 0 end`;

function matching(db: Db, wanted: UsableWanted) {
  const { places, words } = wanted;
  return db
    .selectFrom('license')
    .leftJoin(seatsInUse(db, wanted.now).as('used'), 'used.license', 'license.id')
    .where(
      'license.organization_id',
      'in',
      places.map(({ id }) => id),
    )
    .where(isMine(db, wanted))
    .where(({ and, or }) =>
      and(
        words.map(({ word, editions, organizations }) =>
          or([
            ...editions.map((pair) =>
              and([eb('license.product_id', '=', pair.product), eb('license.edition_id', '=', pair.edition)]),
            ),
            ...(organizations.length > 0 ? [eb('license.organization_id', 'in', organizations)] : []),
            eb('license.id', 'in', inUseByOrOn(db, wanted, word)),
          ]),
        ),
      ),
    );
}

/** How many there are in each organization, and how many have a seat to take. */
export async function countUsable(db: Db, wanted: UsableWanted) {
  const rows = await matching(db, wanted)
    .select(({ fn }) => [
      'license.organization_id',
      fn.countAll<number | string>().as('total'),
      sql<number | string>`sum(${isFree(wanted.now)})`.as('free'),
    ])
    .groupBy('license.organization_id')
    .execute();
  return new Map(
    rows.map(({ organization_id: id, total, free }) => [id, { total: Number(total), free: Number(free) }]),
  );
}

/** One page of their ids, organization by organization. */
export async function usableIds(
  db: Db,
  wanted: UsableWanted,
  { offset, limit }: { offset: number; limit: number },
): Promise<string[]> {
  const place = wanted.places.map(({ id }, at) => sql`when ${id} then ${sql.lit(at)}`);
  const rows = await matching(db, wanted)
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select('license.id')
    .orderBy(sql`case license.organization_id ${sql.join(place, sql` `)} end`)
    .orderBy(rankOf(db, wanted))
    .orderBy(sql`lower(product.name)`)
    .orderBy(sql`lower(edition.name)`)
    .orderBy('license.id')
    .offset(offset)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
