import { Failure } from '#shared/errors.ts';
import { type CloudParts, placeOf } from '../context.ts';
import { artifactKey } from '../release-store/keys.ts';
import { currentIndex } from '../releases/index.ts';
import { releaseOf } from '../releases/publish.ts';
import { mayHave } from '../rules/entitlement.ts';
import { type PublishedRelease, productsLicensedTo, releasesOf } from '../store/queries/release.ts';
import { os } from './base.ts';

/** Releases, as far as an organization may have them. What it may not have is answered like what is not there. */
export function releaseOperations(parts: CloudParts) {
  const { store, keys, releases } = parts;

  async function entitled(organization: string) {
    const licensed = await productsLicensedTo(store.db, organization);
    const published = await releasesOf(
      store.db,
      licensed.map(({ product }) => product.id),
    );
    return licensed.flatMap(({ product, licenses }) => {
      const its = published.filter(
        ({ manifest }) => manifest.product === product.id && mayHave(manifest.releasedAt, licenses),
      );
      return its.length === 0 ? [] : [{ product, releases: its }];
    });
  }

  /** One channel, signed. Its index names releases that this organization may not have, too; their manifests stay here. */
  async function signed(product: string, channel: string, its: readonly PublishedRelease[]) {
    const index = await currentIndex(parts, { product, channel });
    const named = new Set(index.releases.map(({ manifest }) => manifest));
    return {
      channel,
      index: keys.signIndex(index),
      manifests: its.filter(({ digest }) => named.has(digest)).map(({ manifest }) => keys.signManifest(manifest)),
    };
  }

  return {
    list: os.release.list.handler(async ({ context }) =>
      (await entitled(placeOf(context).organization)).map(({ product, releases: its }) => ({
        product,
        releases: its.map(releaseOf),
      })),
    ),
    files: os.release.files.handler(async ({ context }) => {
      const files = [];
      for (const { product, releases: its } of await entitled(placeOf(context).organization)) {
        for (const [channel, some] of Map.groupBy(its, ({ manifest }) => manifest.channel)) {
          files.push({ product, ...(await signed(product.id, channel, some)) });
        }
      }
      return files;
    }),
    link: os.release.link.handler(async ({ context, input }) => {
      const its = (await entitled(placeOf(context).organization)).find(({ product }) => product.id === input.product);
      const release = its?.releases.find(({ manifest }) => manifest.version === input.version);
      const artifact = release?.manifest.artifacts.find(({ id }) => id === input.artifact);
      if (!release || !artifact) throw new Failure('not-found', {});
      const { manifest, yanked: reason } = release;
      if (reason !== null) throw new Failure('release-yanked', { version: manifest.version, reason });
      return releases.link(artifactKey(manifest, artifact, input.part));
    }),
  };
}
