import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Catalogue, Edition, Link, Product } from '#shared/models/catalogue.ts';
import type { Database } from '../schema.ts';

type Links = z.infer<typeof Link>[];
const supportLinks = 'support-links';

/** What an edition includes. Written by this cloud only, after its schema: read without a second check. */
export const servicesOf = (text: string): Edition['services'] => JSON.parse(text) as Edition['services'];
const linksOf = (text: string): Links => JSON.parse(text) as Links;

/** The whole catalogue, in the vendor's order; or only some products of it. */
export async function readCatalogue(db: Kysely<Database>, only?: { products: readonly string[] }): Promise<Catalogue> {
  const [products, support] = [
    await readProducts(db),
    await db.selectFrom('cloud_fact').select('value').where('name', '=', supportLinks).executeTakeFirst(),
  ];
  return {
    products: only ? products.filter((product) => only.products.includes(product.id)) : products,
    support: support ? linksOf(support.value) : [],
  };
}

/** Every product with its editions, in two queries. */
export async function readProducts(db: Kysely<Database>): Promise<Product[]> {
  const products = await db.selectFrom('product').selectAll().orderBy('position').execute();
  const editions = await db.selectFrom('edition').selectAll().orderBy('position').execute();
  return products.map((product) => ({
    id: product.id,
    name: product.name,
    glyph: product.glyph as Product['glyph'],
    signsInWithTwoFactor: product.signs_in_with_two_factor === 1,
    editions: editions
      .filter((edition) => edition.product_id === product.id)
      .map(({ id, name, services }) => ({ id, name, services: servicesOf(services) })),
    links: linksOf(product.links),
  }));
}

/** The products an organization's people have something to do with: those with a license. */
export async function licensedProducts(db: Kysely<Database>, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('license')
    .innerJoin('member', 'member.organizationId', 'license.organization_id')
    .where('member.userId', '=', personId)
    .select('license.product_id')
    .distinct()
    .execute();
  return rows.map((row) => row.product_id);
}

/** Puts a catalogue in the place of the one before. An edition that is licensed may change, not go: the database refuses. */
export async function replaceCatalogue(db: Kysely<Database>, catalogue: Catalogue): Promise<void> {
  const editions = catalogue.products.flatMap((product) =>
    product.editions.map((edition, position) => ({
      product_id: product.id,
      id: edition.id,
      name: edition.name,
      position,
      services: JSON.stringify(edition.services),
    })),
  );
  for (const [position, product] of catalogue.products.entries()) {
    const { id, name, glyph, links, signsInWithTwoFactor } = product;
    const signs_in_with_two_factor = signsInWithTwoFactor ? 1 : 0;
    const values = { name, glyph, position, links: JSON.stringify(links), signs_in_with_two_factor };
    await db
      .insertInto('product')
      .values({ id, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute();
  }
  for (const { product_id, id, ...values } of editions) {
    await db
      .insertInto('edition')
      .values({ product_id, id, ...values })
      .onConflict((conflict) => conflict.columns(['product_id', 'id']).doUpdateSet(values))
      .execute();
  }
  await removeOthers(db, catalogue);
  const value = JSON.stringify(catalogue.support);
  await db
    .insertInto('cloud_fact')
    .values({ name: supportLinks, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

async function removeOthers(db: Kysely<Database>, catalogue: Catalogue): Promise<void> {
  const known = new Map(catalogue.products.map((product) => [product.id, product.editions.map(({ id }) => id)]));
  const present = await db.selectFrom('edition').select(['product_id', 'id']).execute();
  for (const { product_id, id } of present) {
    if (known.get(product_id)?.includes(id)) continue;
    await db.deleteFrom('edition').where('product_id', '=', product_id).where('id', '=', id).execute();
  }
  await db
    .deleteFrom('product')
    .where('id', 'not in', ['', ...known.keys()])
    .execute();
}
