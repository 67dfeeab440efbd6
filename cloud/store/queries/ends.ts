import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { EndAhead, LeaseEndAhead, LicenseEndAhead } from '../../rules/ends.ts';
import type { Database } from '../schema.ts';
import { oneLine } from '../values.ts';

type Db = Kysely<Database>;

/** Which ends: those after one moment and not after another. `of`: of whom; everybody's when left out. */
export interface EndScope {
  after: number;
  until?: number;
  of?: { organization: string } | { person: string };
  limit?: number;
}

/** Ends of offline leases, the soonest first, without those of closed organizations. A person's: those in their name, where they still belong. */
export async function leaseEnds(db: Db, scope: EndScope): Promise<LeaseEndAhead[]> {
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .innerJoin('organization_details', 'organization_details.organization_id', 'license.organization_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .leftJoin('user', 'user.id', 'lease.person_id')
    .select([
      'lease.id',
      'lease.ends_at',
      'machine.id as machine_id',
      'machine.name as machine',
      'license.ends_at as license_ends_at',
      'product.name as product',
      'edition.name as edition',
      'organization.id as organization_id',
      'organization.name as organization',
      'organization_details.time_zone',
      'user.id as person_id',
      'user.name as person',
      'user.email',
    ])
    .where('lease.mode', '=', 'offline')
    .where('lease.ended_at', 'is', null)
    .where('organization_details.closed_at', 'is', null)
    .where(between('lease.ends_at', scope))
    .where(within(scope, (person) => builder('lease.person_id', '=', person)))
    .orderBy('lease.ends_at')
    .orderBy('lease.id')
    .$if(scope.limit !== undefined, (query) => query.limit(scope.limit ?? 0))
    .execute();
  return rows.map((row) => ({
    of: 'lease',
    id: row.id,
    ...words(row),
    endsAt: row.ends_at,
    machineId: row.machine_id,
    machine: oneLine(row.machine),
    person:
      row.person_id === null ? null : { id: row.person_id, name: oneLine(row.person ?? ''), email: row.email ?? '' },
    licenseEndsAt: row.license_ends_at,
  }));
}

/** Ends of licenses, the soonest first. A person's: those assigned to them, or of which they hold a seat. */
export async function licenseEnds(db: Db, scope: EndScope): Promise<LicenseEndAhead[]> {
  const rows = await db
    .selectFrom('license')
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .innerJoin('organization_details', 'organization_details.organization_id', 'license.organization_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select([
      'license.id',
      'license.ends_at',
      'license.seats',
      'product.name as product',
      'edition.name as edition',
      'organization.id as organization_id',
      'organization.name as organization',
      'organization_details.time_zone',
    ])
    .where('license.revoked_at', 'is', null)
    .where('organization_details.closed_at', 'is', null)
    .where(between('license.ends_at', scope))
    .where(within(scope, usedBy))
    .orderBy('license.ends_at')
    .orderBy('license.id')
    .$if(scope.limit !== undefined, (query) => query.limit(scope.limit ?? 0))
    .execute();
  return rows.map((row) => ({
    of: 'license',
    id: row.id,
    ...words(row),
    endsAt: row.ends_at ?? 0,
    seats: row.seats,
  }));
}

const builder = expressionBuilder<Database, 'lease' | 'license'>();

const between = (column: 'lease.ends_at' | 'license.ends_at', { after, until }: EndScope) =>
  builder.and([builder(column, '>', after), ...(until === undefined ? [] : [builder(column, '<=', until)])]);

function within({ of }: EndScope, isOf: (person: string) => Expression<SqlBool>): Expression<SqlBool> {
  if (of === undefined) return builder.and([]);
  if ('organization' in of) return builder('license.organization_id', '=', of.organization);
  const places = builder.selectFrom('member').select('organizationId').where('userId', '=', of.person);
  return builder.and([builder('license.organization_id', 'in', places), isOf(of.person)]);
}

function usedBy(person: string): Expression<SqlBool> {
  const assigned = builder.selectFrom('assignment').select('license_id').where('person_id', '=', person);
  const held = builder.selectFrom('lease').select('license_id').where('person_id', '=', person);
  return builder.or([
    builder('license.id', 'in', assigned),
    builder('license.id', 'in', held.where('ended_at', 'is', null)),
  ]);
}

const words = (row: {
  product: string;
  edition: string;
  organization_id: string;
  organization: string;
  time_zone: string;
}): Pick<EndAhead, 'license' | 'organization' | 'timeZone'> => ({
  license: oneLine(`${row.product} ${row.edition}`),
  organization: { id: row.organization_id, name: oneLine(row.organization) },
  timeZone: row.time_zone,
});
