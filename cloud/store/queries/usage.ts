import type { Kysely } from 'kysely';
import type { Plan, UsageDay } from '#shared/models/product-use.ts';
import { type Span, useOf } from '../../rules/usage.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export interface PlanOf extends Plan {
  organization: string;
}

/** Leases of an organization, or of one plan of it, that were in use within a span. */
export async function usesIn(
  db: Db,
  { organization, plan }: { organization: string; plan?: Plan },
  span: Span,
  now: number,
): Promise<(Plan & Span)[]> {
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .where('license.organization_id', '=', organization)
    .$if(plan !== undefined, (query) =>
      query.where('product_id', '=', plan?.product ?? '').where('edition_id', '=', plan?.edition ?? ''),
    )
    .where('lease.started_at', '<', span.to)
    .where('lease.ends_at', '>', span.from)
    .where((eb) => eb.or([eb('lease.ended_at', 'is', null), eb('lease.ended_at', '>', span.from)]))
    .select(['product_id', 'edition_id', 'lease.started_at', 'lease.ends_at', 'lease.ended_at'])
    .execute();
  return rows.map((row) => ({
    product: row.product_id,
    edition: row.edition_id,
    ...useOf({ startedAt: row.started_at, leaseEndsAt: row.ends_at, endedAt: row.ended_at }, now),
  }));
}

/** Licenses of an organization, or of one plan of it, by what says how many seats there were on a day. */
export async function seatsSold(db: Db, { organization, plan }: { organization: string; plan?: Plan }) {
  const rows = await db
    .selectFrom('license')
    .where('organization_id', '=', organization)
    .$if(plan !== undefined, (query) =>
      query.where('product_id', '=', plan?.product ?? '').where('edition_id', '=', plan?.edition ?? ''),
    )
    .select(['product_id', 'edition_id', 'seats', 'starts_at', 'ends_at', 'revoked_at'])
    .execute();
  return rows.map((row) => ({
    product: row.product_id,
    edition: row.edition_id,
    seats: row.seats,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    revokedAt: row.revoked_at,
  }));
}

/** What was written down for a plan from a day on. */
export function recordedDays(db: Db, { organization, product, edition }: PlanOf, from: string): Promise<UsageDay[]> {
  return db
    .selectFrom('usage_day')
    .select(['day', 'peak', 'seats'])
    .where('organization_id', '=', organization)
    .where('product_id', '=', product)
    .where('edition_id', '=', edition)
    .where('day', '>=', from)
    .orderBy('day')
    .execute();
}

/** Organizations with licenses, their zones, and the last day that was written down for each. */
export function usersOfSeats(db: Db) {
  return db
    .selectFrom('organization_details')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('license')
          .select('license.id')
          .whereRef('license.organization_id', '=', 'organization_details.organization_id'),
      ),
    )
    .select(({ selectFrom }) => [
      'organization_id as organization',
      'time_zone as zone',
      selectFrom('usage_day')
        .whereRef('usage_day.organization_id', '=', 'organization_details.organization_id')
        .select(({ fn }) => fn.max('day').as('day'))
        .as('last'),
    ])
    .execute();
}

/** Writes days down; what somebody else has written meanwhile stays. */
export async function writeDays(db: Db, rows: readonly (PlanOf & UsageDay)[]): Promise<void> {
  const atOnce = 500;
  for (let first = 0; first < rows.length; first += atOnce) {
    const some = rows.slice(first, first + atOnce).map(({ organization, product, edition, ...day }) => ({
      organization_id: organization,
      product_id: product,
      edition_id: edition,
      ...day,
    }));
    await db
      .insertInto('usage_day')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
