import type { Kysely, Selectable } from 'kysely';
import { ReleaseManifestPayload } from '#shared/files/release.ts';
import type { ReleasedProduct } from '#shared/models/release.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
type Row = Selectable<Database['release']>;

/** A version as it was published, and what became of it. */
export interface PublishedRelease {
  manifest: ReleaseManifestPayload;
  digest: string;
  yanked: string | null;
  isUnpublished: boolean;
}

/** A version of a product, also one that was unpublished; null when there never was one. */
export async function releaseAt(db: Db, product: string, version: string): Promise<PublishedRelease | null> {
  const row = await db
    .selectFrom('release')
    .selectAll()
    .where('product_id', '=', product)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? published(row) : null;
}

/** The releases of some products that are not unpublished, the newest first. */
export async function releasesOf(db: Db, products: readonly string[]): Promise<PublishedRelease[]> {
  const rows = await db
    .selectFrom('release')
    .selectAll()
    .where('product_id', 'in', ['', ...products])
    .where('unpublished_at', 'is', null)
    .orderBy('released_at', 'desc')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(published);
}

export async function addRelease(
  db: Db,
  { manifest, digest, by }: Pick<PublishedRelease, 'manifest' | 'digest'> & { by: string | null },
): Promise<void> {
  const { product, version, channel, releasedAt } = manifest;
  await db
    .insertInto('release')
    .values({
      product_id: product,
      version,
      channel,
      payload: JSON.stringify(manifest),
      digest,
      released_at: releasedAt,
      published_by: by,
      yanked_at: null,
      yanked_reason: null,
      yanked_by: null,
      unpublished_at: null,
    })
    .execute();
}

/** Takes a release back, puts it out again, or out of sight. */
export async function changeRelease(
  db: Db,
  { product, version }: { product: string; version: string },
  change: Partial<Pick<Row, 'yanked_at' | 'yanked_reason' | 'yanked_by' | 'unpublished_at'>>,
): Promise<void> {
  await db
    .updateTable('release')
    .set(change)
    .where('product_id', '=', product)
    .where('version', '=', version)
    .execute();
}

/** What an organization has licenses of, with the facts that entitlement follows from; in the vendor's order. */
export async function productsLicensedTo(db: Db, organization: string) {
  const rows = await db
    .selectFrom('license')
    .innerJoin('product', 'product.id', 'license.product_id')
    .select(['product.id', 'product.name', 'product.glyph', 'license.ends_at', 'license.revoked_at'])
    .where('license.organization_id', '=', organization)
    .orderBy('product.position')
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((licenses) => {
    const [first] = licenses;
    if (!first) return [];
    const product = { id: first.id, name: first.name, glyph: first.glyph as ReleasedProduct['glyph'] };
    return [
      { product, licenses: licenses.map(({ ends_at, revoked_at }) => ({ endsAt: ends_at, revokedAt: revoked_at })) },
    ];
  });
}

/** What people call a product; null when there is none. */
export async function nameOfProduct(db: Db, product: string): Promise<string | null> {
  return (await db.selectFrom('product').select('name').where('id', '=', product).executeTakeFirst())?.name ?? null;
}

function published(row: Row): PublishedRelease {
  return {
    manifest: ReleaseManifestPayload.parse(JSON.parse(row.payload)),
    digest: row.digest,
    yanked: row.yanked_reason,
    isUnpublished: row.unpublished_at !== null,
  };
}
