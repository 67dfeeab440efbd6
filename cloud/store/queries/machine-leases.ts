import type { Kysely } from 'kysely';
import { hoursFor } from '../../rules/lease-life.ts';
import type { TellableLease } from '../../rules/snapshot.ts';
import { evened, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { servicesOf } from './catalogue.ts';

/** Every lease that machines are to hear about, by machine, oldest first, with all that is said about it. One query. */
export async function leasesOfMachines(
  db: Kysely<Database>,
  machineIds: readonly string[],
): Promise<Map<string, TellableLease[]>> {
  const rows = await tellable(db, machineIds).execute();
  const byMachine = new Map<string, TellableLease[]>(machineIds.map((id) => [id, []]));
  for (const row of rows) byMachine.get(row.machine_id)?.push(fromRow(row));
  return byMachine;
}

const tellable = (db: Kysely<Database>, machineIds: readonly string[]) =>
  db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .innerJoin('organization_details', 'organization_details.organization_id', 'license.organization_id')
    .leftJoin('user as holder', 'holder.id', 'lease.person_id')
    .leftJoin('user as ender', 'ender.id', 'lease.ended_by')
    .select([
      'lease.id',
      'lease.machine_id',
      'lease.mode',
      'lease.person_id',
      'lease.started_at',
      'lease.ends_at',
      'lease.held_until',
      'lease.unassign_grace_ends_at',
      'lease.ended_at',
      'lease.end_reason',
      'lease.told_in',
      'license.id as license_id',
      'license.starts_at as license_starts_at',
      'license.ends_at as license_ends_at',
      'license.revoked_at',
      'product.id as product_id',
      'product.name as product_name',
      'edition.id as edition_id',
      'edition.name as edition_name',
      'edition.services',
      'organization.id as organization_id',
      'organization.name as organization_name',
      'organization_details.lease_hours',
      'organization_details.time_zone',
      'organization_details.closed_at',
      'holder.name as holder_name',
      'ender.name as ender_name',
    ])
    .where('lease.machine_id', 'in', evened(machineIds))
    .where('lease.told_at', 'is', null)
    .orderBy('lease.started_at')
    .modifyEnd(prepared);

type Row = Awaited<ReturnType<ReturnType<typeof tellable>['execute']>>[number];

const fromRow = (row: Row): TellableLease => ({
  id: row.id,
  mode: row.mode,
  personId: row.person_id,
  startedAt: row.started_at,
  endsAt: row.ends_at,
  heldUntil: row.held_until,
  unassignGraceEndsAt: row.unassign_grace_ends_at,
  organization: { id: row.organization_id, name: row.organization_name },
  isClosed: row.closed_at !== null,
  timeZone: row.time_zone,
  leaseHours: hoursFor(row.person_id, row.lease_hours),
  license: {
    id: row.license_id,
    product: { id: row.product_id, name: row.product_name },
    edition: { id: row.edition_id, name: row.edition_name },
    services: servicesOf(row.services),
    startsAt: row.license_starts_at,
    endsAt: row.license_ends_at,
    revokedAt: row.revoked_at,
  },
  person: row.person_id !== null && row.holder_name !== null ? { id: row.person_id, name: row.holder_name } : null,
  endedBy: row.ender_name,
  ended: row.ended_at === null ? null : { at: row.ended_at, reason: row.end_reason ?? 'lapsed', toldIn: row.told_in },
});
