import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { Glyph } from '#shared/models/catalogue.ts';
import type { Plan, PlanAssignee, PlanLicense, PlanUse } from '#shared/models/product-use.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
type Count = number | string;

interface OfPlan extends Plan {
  organization: string;
}
interface Page {
  offset: number;
  limit: number;
}

/** What an organization has of each product and edition, in the order of the catalogue; a handful of statements. */
export async function planUses(db: Db, organization: string, now: number): Promise<PlanUse[]> {
  const plans = await db
    .selectFrom('license')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .where('license.organization_id', '=', organization)
    .select([
      'license.product_id',
      'license.edition_id',
      'product.name as product',
      'product.glyph',
      'edition.name as edition',
    ])
    .groupBy(['license.product_id', 'license.edition_id', 'product.name', 'product.glyph', 'edition.name'])
    .groupBy(['product.position', 'edition.position'])
    .orderBy('product.position')
    .orderBy('edition.position')
    .execute();
  const inForce = await licensesInForce(db, organization, now);
  const over = await db
    .selectFrom('license')
    .where('organization_id', '=', organization)
    .where((eb) => eb.or([eb('revoked_at', 'is not', null), eb('ends_at', '<=', now)]))
    .select(({ fn }) => ['product_id', 'edition_id', fn.countAll<Count>().as('count')])
    .groupBy(['product_id', 'edition_id'])
    .execute();
  const leases = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .where('license.organization_id', '=', organization)
    .where('lease.ended_at', 'is', null)
    .where('lease.ends_at', '>', now)
    .select(({ fn }) => ['product_id', 'edition_id', 'mode', fn.countAll<Count>().as('count')])
    .groupBy(['product_id', 'edition_id', 'mode'])
    .execute();
  const people = await db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .where('license.organization_id', '=', organization)
    .where((eb) => isCurrent(eb, now))
    .select(({ fn }) => ['product_id', 'edition_id', fn.count<Count>('person_id').distinct().as('count')])
    .groupBy(['product_id', 'edition_id'])
    .execute();
  return plans.map((plan) => {
    const isSame = (row: { product_id: string; edition_id: string }) =>
      row.product_id === plan.product_id && row.edition_id === plan.edition_id;
    const running = inForce.find(isSame);
    const inUse = (mode: 'online' | 'offline') =>
      Number(leases.find((row) => isSame(row) && row.mode === mode)?.count ?? 0);
    return {
      product: { id: plan.product_id, name: plan.product, glyph: plan.glyph as Glyph },
      edition: { id: plan.edition_id, name: plan.edition },
      licenses: Number(running?.count ?? 0),
      over: Number(over.find(isSame)?.count ?? 0),
      seats: Number(running?.seats ?? 0),
      inUse: { online: inUse('online'), offline: inUse('offline') },
      assignees: Number(people.find(isSame)?.count ?? 0),
      unassigned: Number(running?.unassigned ?? 0),
      nextEnd: running?.next_end ?? null,
    };
  });
}

const licensesInForce = (db: Db, organization: string, now: number) =>
  db
    .selectFrom('license')
    .leftJoin(
      db.selectFrom('assignment').select('license_id').distinct().as('assigned'),
      'assigned.license_id',
      'license.id',
    )
    .where('organization_id', '=', organization)
    .where('starts_at', '<=', now)
    .where((eb) => isCurrent(eb, now))
    .select(({ fn }) => [
      'product_id',
      'edition_id',
      fn.countAll<Count>().as('count'),
      fn.sum<Count>('seats').as('seats'),
      fn.min('ends_at').as('next_end'),
      sql<Count>`sum(case when assigned.license_id is null then 1 else 0 end)`.as('unassigned'),
    ])
    .groupBy(['product_id', 'edition_id'])
    .execute();

/** Licenses of a plan that are not over, the first to end first. */
export async function planLicenses(
  db: Db,
  { organization, product, edition }: OfPlan,
  { offset, limit }: Page,
  now: number,
): Promise<{ licenses: PlanLicense[]; total: number }> {
  const some = db
    .selectFrom('license')
    .where('organization_id', '=', organization)
    .where('product_id', '=', product)
    .where('edition_id', '=', edition)
    .where((eb) => isCurrent(eb, now));
  const { total } = await some.select(({ fn }) => fn.countAll<Count>().as('total')).executeTakeFirstOrThrow();
  const rows = await some
    .select(({ selectFrom }) => [
      'id',
      'kind',
      'trial',
      'seats',
      'starts_at',
      'ends_at',
      selectFrom('lease')
        .whereRef('lease.license_id', '=', 'license.id')
        .where('lease.ended_at', 'is', null)
        .where('lease.ends_at', '>', now)
        .select(({ fn }) => fn.countAll<Count>().as('count'))
        .as('in_use'),
    ])
    .orderBy(sql`ends_at is null`)
    .orderBy('ends_at')
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute();
  const licenses = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    trial: row.trial === 1,
    seats: row.seats,
    inUse: Number(row.in_use ?? 0),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }));
  return { licenses, total: Number(total) };
}

/** Who is assigned to licenses of a plan that are not over, by name. */
export async function planAssignees(
  db: Db,
  { organization, product, edition }: OfPlan,
  { offset, limit }: Page,
  now: number,
): Promise<{ assignees: PlanAssignee[]; total: number }> {
  const some = db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .innerJoin('user', 'user.id', 'assignment.person_id')
    .where('license.organization_id', '=', organization)
    .where('license.product_id', '=', product)
    .where('license.edition_id', '=', edition)
    .where((eb) => isCurrent(eb, now));
  const { total } = await some
    .select(({ fn }) => fn.count<Count>('assignment.person_id').distinct().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await some
    .leftJoin('lease', (join) =>
      join
        .onRef('lease.license_id', '=', 'license.id')
        .onRef('lease.person_id', '=', 'user.id')
        .on('lease.ended_at', 'is', null)
        .on('lease.ends_at', '>', now),
    )
    .select(({ fn }) => [
      'user.id',
      'user.name',
      'user.email',
      fn.count<Count>('license.id').distinct().as('licenses'),
      fn.count<Count>('lease.id').distinct().as('in_use'),
    ])
    .groupBy(['user.id', 'user.name', 'user.email'])
    .orderBy('user.name')
    .orderBy('user.id')
    .offset(offset)
    .limit(limit)
    .execute();
  const assignees = rows.map(({ licenses, in_use, ...person }) => ({
    person,
    licenses: Number(licenses),
    inUse: Number(in_use),
  }));
  return { assignees, total: Number(total) };
}

/** Neither ended by the clock nor by anybody. */
const isCurrent = (eb: ExpressionBuilder<Database, 'license'>, now: number) =>
  eb.and([
    eb('license.revoked_at', 'is', null),
    eb.or([eb('license.ends_at', 'is', null), eb('license.ends_at', '>', now)]),
  ]);
