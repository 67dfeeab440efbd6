import type { Kysely } from 'kysely';
import type { ExportedLease } from '../../rules/machine-file.ts';
import type { Database } from '../schema.ts';
import { servicesOf } from './catalogue.ts';

/** A live lease with all that a machine file says of it; its end is the earliest of all that end it. */
export async function leaseToExport(
  db: Kysely<Database>,
  id: string,
): Promise<(ExportedLease & { personId: string | null; isBarred: boolean }) | undefined> {
  const row = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .leftJoin('user', 'user.id', 'lease.person_id')
    .select([
      'lease.id',
      'lease.mode',
      'lease.person_id',
      'lease.started_at',
      'lease.ends_at',
      'lease.unassign_grace_ends_at',
      'machine.id as machine_id',
      'machine.name as machine_name',
      'machine.platform',
      'machine.first_seen_at',
      'machine.last_seen_at',
      'machine.barred_at',
      'license.id as license_id',
      'license.seats',
      'license.starts_at as license_starts_at',
      'license.ends_at as license_ends_at',
      'organization.name as organization_name',
      'product.id as product_id',
      'product.name as product_name',
      'edition.id as edition_id',
      'edition.name as edition_name',
      'edition.services',
      'user.name as person_name',
    ])
    .where('lease.id', '=', id)
    .where('lease.ended_at', 'is', null)
    .where('license.revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const forever = Number.POSITIVE_INFINITY;
  return {
    id: row.id,
    mode: row.mode,
    personId: row.person_id,
    person: row.person_name,
    isBarred: row.barred_at !== null,
    startedAt: row.started_at,
    endsAt: Math.min(row.ends_at, row.license_ends_at ?? forever, row.unassign_grace_ends_at ?? forever),
    machine: {
      id: row.machine_id,
      name: row.machine_name,
      platform: row.platform,
      firstSeenAt: row.first_seen_at,
      lastSeenAt: row.last_seen_at,
    },
    organization: row.organization_name,
    license: {
      id: row.license_id,
      seats: row.seats,
      startsAt: row.license_starts_at,
      endsAt: row.license_ends_at,
      product: { id: row.product_id, name: row.product_name },
      edition: { id: row.edition_id, name: row.edition_name, services: servicesOf(row.services) },
    },
  };
}
