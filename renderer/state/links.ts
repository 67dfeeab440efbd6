import type { z } from 'zod';
import type { Link } from '#shared/models/catalogue.ts';
import type { Api } from '../api/api.ts';

/** A help or support page, with the name of the product it belongs to; null: for everything. */
export type HelpLink = z.infer<typeof Link> & { product: string | null };

/** The links of the catalogue: a companion lists them, in the portal they are read from the catalogue. */
export async function listLinks({ companion, cloud }: Api): Promise<HelpLink[]> {
  if (companion) return companion.link.list({});
  const { products, support } = await cloud.catalogue.show({});
  return [
    ...products.flatMap(({ name, links }) => links.map((link) => ({ ...link, product: name }))),
    ...support.map((link) => ({ ...link, product: null })),
  ];
}
