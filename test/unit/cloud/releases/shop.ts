import { putRelease } from '#cloud/publish/put-release.ts';
import type { Engine, Store } from '#cloud/store/open.ts';
import { open } from '#shared/files/open.ts';
import type { Artifact } from '#shared/files/release.ts';
import type { SignedReleases } from '#shared/models/release.ts';
import { licensingCloud } from '../../../support/licensing-cloud.ts';
import { seededContent } from '../../../support/content.ts';
import { platform } from '../../../support/signed-files.ts';

/** A cloud with a vendor who publishes, and a studio with a person in it that has no licenses yet. */
export async function releaseShop(engine: Engine, store?: Store) {
  const cloud = await licensingCloud(engine, { store });
  const organization = await cloud.addOrganization();
  const jo = await cloud.addPerson('Jo', { [organization]: 'member' });
  const me = cloud.as(jo).release;
  const vendor = cloud.asVendor().vendor.release;
  const { parts, trustRoot } = cloud;

  /** Puts files into the store: an installer, and what is asked for besides. */
  async function put(version: string, { product = 'graphics', content = version, more = 0 } = {}): Promise<Artifact[]> {
    const names = ['installer', ...Array.from({ length: more }, (_, at) => `add-on-${at + 1}`)];
    const files = names.map((id) => {
      const bytes = seededContent(`${product} ${content} ${id}`, 100_000).read(0, 100_000);
      return {
        source: {
          size: bytes.length,
          async *open() {
            yield bytes;
          },
        },
        description: {
          id,
          kind: 'installer' as const,
          title: `The ${id}`,
          platform: 'linux' as const,
          arch: 'x64' as const,
          fileName: `${product}-${version}-${id}.run`,
        },
      };
    });
    return putRelease(parts, { product, version, files });
  }

  async function publish(version: string, { product = 'graphics', channel = 'stable', notes = 'Faster.\n' } = {}) {
    const artifacts = await put(version, { product });
    return vendor.publish({ product, version, channel, notes, artifacts });
  }

  /** Opens what `release.files` gave, as whoever trusts this cloud does. */
  function opened({ product, channel, index, manifests }: SignedReleases) {
    const context = { trustRoot, product: product.id, channel };
    return {
      index: accepted(open(platform, 'release-index', index, { ...context, seen: null })),
      manifests: manifests.map((manifest) => accepted(open(platform, 'release-manifest', manifest, context))),
    };
  }

  return { ...cloud, organization, jo, me, vendor, put, publish, opened };
}

function accepted<Opened>(opening: ({ accepted: true } & Opened) | { accepted: false; refusal: { code: string } }) {
  if (!opening.accepted) throw new Error(opening.refusal.code);
  return opening;
}
