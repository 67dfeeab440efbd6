import { sampleCatalogue } from '../catalogue.ts';
import { graphicsReleases } from './graphics.ts';
import { directorReleases, keyerReleases, trackingReleases } from './others.ts';
import type { ReleaseLine } from './release-line.ts';

const byProduct: Record<string, ReleaseLine[]> = {
  graphics: graphicsReleases,
  tracking: trackingReleases,
  director: directorReleases,
  keyer: keyerReleases,
};

/** Every release of the sample, the newest first: what people look at first is there first. */
export const sampleReleases = sampleCatalogue.products
  .flatMap((product) => (byProduct[product.id] ?? []).map((release) => ({ product, release })))
  .toSorted((a, b) => a.release.daysAgo - b.release.daysAgo);
