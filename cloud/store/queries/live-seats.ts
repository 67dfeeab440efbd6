import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { LeaseMode } from '#shared/models/license.ts';
import { hour } from '#shared/models/time.ts';
import { leaseGraceHours } from '../../rules/lease-life.ts';
import type { Database } from '../schema.ts';

const modes = Object.keys(leaseGraceHours) as LeaseMode[];

/** That a lease is live and has not lapsed: `isLapsed` of the rules, where counting is left to the database. */
export function isInUse(now: number): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'lease'>();
  return eb.and([
    eb('lease.ended_at', 'is', null),
    eb.or([
      eb('lease.held_until', '>=', now),
      ...modes.map((mode) =>
        eb.and([eb('lease.mode', '=', mode), eb('lease.ends_at', '>=', now - leaseGraceHours[mode] * hour)]),
      ),
    ]),
  ]);
}

/** How many seats of each license are in use; a license without any is not among them. */
export const seatsInUse = (db: Kysely<Database>, now: number) =>
  db
    .selectFrom('lease')
    .where(isInUse(now))
    .select(({ fn }) => ['lease.license_id as license', fn.countAll<number | string>().as('seats')])
    .groupBy('lease.license_id');
