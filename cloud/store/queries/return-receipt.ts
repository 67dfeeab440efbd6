import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
export type ReceiptRow = Selectable<Database['return_receipt']>;

/** The receipts for leases that were given back by a proof, by lease. */
export async function receiptsFor(db: Db, leases: readonly string[]): Promise<Map<string, ReceiptRow>> {
  if (leases.length === 0) return new Map();
  const rows = await db.selectFrom('return_receipt').selectAll().where('lease_id', 'in', leases).execute();
  return new Map(rows.map((row) => [row.lease_id, row]));
}

export async function addReceipt(db: Db, receipt: ReceiptRow): Promise<void> {
  await db.insertInto('return_receipt').values(receipt).execute();
}

/** A lease that a proof is about, live or over, whosever it is. */
export interface ProvenLease {
  id: string;
  machine: string;
  machineName: string;
  organization: { id: string; name: string };
  license: { id: string; words: string; endsAt: number | null };
  person: { id: string; name: string; email: string } | null;
  endsAt: number;
  endedAt: number | null;
}

export async function leasesToProve(db: Db, ids: readonly string[]): Promise<Map<string, ProvenLease>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .leftJoin('user', 'user.id', 'lease.person_id')
    .select([
      'lease.id',
      'lease.machine_id',
      'machine.name as machine_name',
      'organization.id as organization_id',
      'organization.name as organization_name',
      'license.id as license_id',
      'license.ends_at as license_ends_at',
      'product.name as product_name',
      'edition.name as edition_name',
      'user.id as person_id',
      'user.name as person_name',
      'user.email',
      'lease.ends_at',
      'lease.ended_at',
    ])
    .where('lease.id', 'in', ids)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        machine: row.machine_id,
        machineName: row.machine_name,
        organization: { id: row.organization_id, name: row.organization_name },
        license: {
          id: row.license_id,
          words: `${row.product_name} ${row.edition_name}`,
          endsAt: row.license_ends_at,
        },
        person:
          row.person_id === null || row.person_name === null
            ? null
            : { id: row.person_id, name: row.person_name, email: row.email ?? '' },
        endsAt: row.ends_at,
        endedAt: row.ended_at,
      },
    ]),
  );
}
