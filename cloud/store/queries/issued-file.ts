import type { Kysely, Selectable } from 'kysely';
import type { IssuedFile } from '#shared/models/offline.ts';
import type { Moment } from '#shared/models/time.ts';
import { acknowledgementOf } from '../../rules/acknowledgement.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
export type IssuedRow = Selectable<Database['issued_file']>;

/** So many are shown, the newest. */
const mostListed = 2_000;

/** The answers that requests got, by id of the request. */
export async function answersTo(db: Db, requests: readonly string[]): Promise<Map<string, IssuedRow>> {
  if (requests.length === 0) return new Map();
  const rows = await db.selectFrom('issued_file').selectAll().where('request_id', 'in', requests).execute();
  return new Map(rows.map((row) => [row.request_id ?? '', row]));
}

/** Keeps a license that is to be carried, together with the sequence it has. */
export async function addIssuedFile(db: Db, file: Omit<IssuedRow, 'confirmed_at'>): Promise<void> {
  await db
    .insertInto('issued_file')
    .values({ ...file, confirmed_at: null })
    .execute();
  await db.updateTable('machine').set({ sequence: file.sequence }).where('id', '=', file.machine_id).execute();
}

/** The organizations that wrote licenses for machines. */
export async function issuersFor(
  db: Db,
  machines: readonly string[],
): Promise<{ machine: string; id: string; name: string }[]> {
  if (machines.length === 0) return [];
  return db
    .selectFrom('issued_file')
    .innerJoin('organization', 'organization.id', 'issued_file.organization_id')
    .select(['issued_file.machine_id as machine', 'organization.id', 'organization.name'])
    .where('issued_file.machine_id', 'in', machines)
    .distinct()
    .execute();
}

/** The offline licenses that an organization issued, the newest first. */
export async function issuedFilesOf(db: Db, organization: string, now: Moment): Promise<IssuedFile[]> {
  const rows = await db
    .selectFrom('issued_file')
    .innerJoin('machine', 'machine.id', 'issued_file.machine_id')
    .innerJoin('lease', 'lease.id', 'issued_file.lease_id')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .leftJoin('user as holder', 'holder.id', 'lease.person_id')
    .leftJoin('user as issuer', 'issuer.id', 'issued_file.issued_by')
    .select([
      'issued_file.id',
      'issued_file.machine_id',
      'machine.name as machine_name',
      'machine.platform',
      'holder.name as holder_name',
      'issuer.name as issuer_name',
      'product.name as product_name',
      'edition.name as edition_name',
      'issued_file.sequence',
      'issued_file.issued_at',
      'issued_file.lease_ends_at',
      'issued_file.import_by',
      'issued_file.confirmed_at',
    ])
    .where('issued_file.organization_id', '=', organization)
    .orderBy('issued_file.issued_at', 'desc')
    .orderBy('issued_file.sequence', 'desc')
    .orderBy('issued_file.id', 'desc')
    .limit(mostListed)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    machine: { id: row.machine_id, name: row.machine_name, platform: row.platform },
    person: row.holder_name,
    license: `${row.product_name} ${row.edition_name}`,
    sequence: row.sequence,
    issuedAt: row.issued_at,
    issuedBy: row.issuer_name,
    leaseEndsAt: row.lease_ends_at,
    importBy: row.import_by,
    acknowledgement: acknowledgementOf({ confirmedAt: row.confirmed_at, importBy: row.import_by }, now),
  }));
}
