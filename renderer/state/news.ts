import type { Platform } from '#shared/models/machine.ts';
import type { ArtifactHere, ReleasedProduct, ReleaseHere, Shelf } from '#shared/models/release.ts';
import { choosePlatform, groupsOf, platformsOf, splitArtifacts, type ProductShelf } from './release-lines.ts';
import { headlineOf } from './release-notes.ts';

/** One file of a release, as it is offered outside the Downloads page. */
export interface Offer {
  product: ReleasedProduct;
  release: ReleaseHere;
  artifact: ArtifactHere;
  /** Another version of it is on this machine, so that less than its size may have to be fetched. */
  hasBase: boolean;
}

/** The newest release of a product. */
export interface NewsLine {
  product: ReleasedProduct;
  release: ReleaseHere;
  headline: string | null;
  /** Its installer for this machine; null: there is none. */
  offer: Offer | null;
}

/** The newest release of each product, the latest first. `here`: the platform of this machine, or of this browser. */
export const newsOf = ({ products }: Pick<Shelf, 'products'>, here: Platform | null): NewsLine[] =>
  products
    .flatMap((shelf) => {
      const release = groupsOf(shelf.releases).latest;
      if (!release) return [];
      const { main } = fittingOf(release, here);
      return [
        {
          product: shelf.product,
          release,
          headline: headlineOf(release.notes),
          offer: main && offerOf(shelf, release, main),
        },
      ];
    })
    .toSorted((one, other) => other.release.releasedAt - one.release.releasedAt);

/** The example projects that came with the newest releases, the latest first. */
export const examplesOf = ({ products }: Pick<Shelf, 'products'>, here: Platform | null): Offer[] =>
  products
    .flatMap((shelf) => {
      const release = groupsOf(shelf.releases).latest;
      if (!release) return [];
      const examples = fittingOf(release, here).others.filter(({ kind }) => kind === 'example-project');
      return examples.map((artifact) => offerOf(shelf, release, artifact));
    })
    .toSorted((one, other) => other.release.releasedAt - one.release.releasedAt);

const fittingOf = (release: ReleaseHere, here: Platform | null) =>
  splitArtifacts(release, choosePlatform(platformsOf(release), null, here));

export const offerOf = ({ product, releases }: ProductShelf, release: ReleaseHere, artifact: ArtifactHere): Offer => ({
  product,
  release,
  artifact,
  hasBase: releases.some(({ artifacts }) => artifacts.some(({ id, isHere }) => id === artifact.id && isHere)),
});

/** Which artifact it is, as the contract asks for it. */
export const refOf = ({ product, release, artifact }: Offer) => ({
  product: product.id,
  version: release.version,
  artifact: artifact.id,
});
