import { mainChannel, type Shelf } from '#shared/models/release.ts';
import { offerOf, type Offer } from './news.ts';

/** The documents of one product. */
export interface DocumentGroup {
  product: string;
  /** Of the newest version that has any, and what of others is on this machine. */
  first: Offer[];
  /** All the others, the newest first. */
  older: Offer[];
}

const newestFirst = (one: Offer, other: Offer) => other.release.releasedAt - one.release.releasedAt;

/** The documents that can be read without a network, by product. With a query, whatever fits stands first. */
export const documentsOf = ({ products }: Pick<Shelf, 'products'>, query = ''): DocumentGroup[] =>
  products.flatMap((shelf) => {
    const offers = shelf.releases
      .filter((release) => release.yanked === null || release.artifacts.some(({ isHere }) => isHere))
      .flatMap((release) =>
        release.artifacts
          .filter(({ kind, isHere }) => kind === 'documentation' && (release.yanked === null || isHere))
          .map((artifact) => offerOf(shelf, release, artifact)),
      )
      .filter((offer) => fits(offer, query))
      .toSorted(newestFirst);
    if (offers.length === 0) return [];
    const newest = (offers.find(({ release }) => release.channel === mainChannel) ?? offers[0])?.release;
    const isFirst = ({ release, artifact }: Offer) => release === newest || artifact.isHere || query.trim() !== '';
    return [
      {
        product: shelf.product.name,
        first: offers.filter(isFirst),
        older: offers.filter((offer) => !isFirst(offer)),
      },
    ];
  });

/** Whether every word of the query is in the names of a document, its product or its version. */
function fits({ product, release, artifact }: Offer, query: string): boolean {
  const said = `${product.name} ${artifact.title} ${release.version} ${artifact.fileName}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}
