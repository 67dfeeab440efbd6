import type { Kysely, Selectable } from 'kysely';
import type { License } from '#shared/models/license.ts';
import type { LicenseFacts } from '../../rules/facts.ts';
import type { Database } from '../schema.ts';
import { readProducts } from './catalogue.ts';

type Db = Kysely<Database>;
type LicenseRecord = Selectable<Database['license']>;

/** A license with what deciding about it takes. */
export interface DecidableLicense extends LicenseFacts {
  id: string;
  organization: string;
  /** Product and edition in words. */
  words: string;
  overlapLimit: number;
  leaseHours: number;
}

/** Licenses by id, each with its name in words. Unknown ids are left out. */
export async function findLicenses(db: Db, ids: readonly string[]): Promise<DecidableLicense[]> {
  const rows = await db
    .selectFrom('license')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .innerJoin('organization_details', 'organization_details.organization_id', 'license.organization_id')
    .selectAll('license')
    .select(['product.name as product_name', 'edition.name as edition_name', 'organization_details.lease_hours'])
    .where('license.id', 'in', ids)
    .orderBy('license.id')
    .execute();
  return rows.map((row) => ({
    ...factsOf(row),
    id: row.id,
    organization: row.organization_id,
    words: `${row.product_name} ${row.edition_name}`,
    overlapLimit: row.overlap_limit,
    leaseHours: row.lease_hours,
  }));
}

export async function findLicense(db: Db, id: string): Promise<DecidableLicense | undefined> {
  const [license] = await findLicenses(db, [id]);
  return license;
}

export const factsOf = (row: LicenseRecord): LicenseFacts => ({
  kind: row.kind,
  seats: row.seats,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  revokedAt: row.revoked_at,
});

export const licenseColumns = [
  'license.id',
  'license.kind',
  'license.trial',
  'license.seats',
  'license.overlap_limit',
  'license.starts_at',
  'license.ends_at',
  'license.revoked_at',
  'license.product_id',
  'license.edition_id',
  'license.organization_id',
] as const;

/** A license as the vendor sees it. `of`: finds the words for its product and edition. */
export function toLicense(
  row: Pick<LicenseRecord, 'id' | 'kind' | 'trial' | 'seats' | 'starts_at' | 'ends_at' | 'revoked_at'>,
  of: Pick<License, 'organization' | 'product' | 'edition'>,
): License {
  return {
    id: row.id,
    ...of,
    kind: row.kind,
    trial: row.trial === 1,
    seats: row.seats,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    revokedAt: row.revoked_at,
  };
}

/** Licenses as the vendor sees them: one, or all of an organization. */
export async function soldLicenses(db: Db, which: { license: string } | { organization: string }): Promise<License[]> {
  const rows = await db
    .selectFrom('license')
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .where(({ eb }) =>
      'license' in which
        ? eb('license.id', '=', which.license)
        : eb('license.organization_id', '=', which.organization),
    )
    .select(licenseColumns)
    .select('organization.name as organization_name')
    .orderBy('license.created_at')
    .orderBy('license.id')
    .execute();
  const products = await readProducts(db);
  return rows.flatMap((row) => {
    const product = products.find(({ id }) => id === row.product_id);
    const edition = product?.editions.find(({ id }) => id === row.edition_id);
    if (!product || !edition) return [];
    const organization = { id: row.organization_id, name: row.organization_name };
    return [
      toLicense(row, { organization, product: { id: product.id, name: product.name, glyph: product.glyph }, edition }),
    ];
  });
}
