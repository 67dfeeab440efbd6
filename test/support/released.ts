import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Signer } from '#shared/files/platform.ts';
import type { Artifact, ReleaseIndexPayload, ReleaseManifestPayload } from '#shared/files/release.ts';
import { seal } from '#shared/files/seal.ts';
import type { SignedReleases } from '#shared/models/release.ts';
import { chunked } from './chunked.ts';
import { seededContent, sha256Of } from './content.ts';
import { digestOf, testIndex, testManifest } from './sample-files.ts';
import { fixedSigner, noon, platform, type TestCloud } from './signed-files.ts';

/** A release with the bytes of its one artifact. */
export interface Published {
  manifest: ReleaseManifestPayload;
  content: Buffer;
  chunks: Uint8Array;
}

/** What a cloud answers, or a stick carries. */
export interface Offer {
  index: string;
  manifests: string[];
}

export function publishedRelease(version: string, change: Partial<ReleaseManifestPayload> = {}): Published {
  const content = seededContent(`${change.product} ${version}`, 200_000);
  const { list, contentId } = chunked(content);
  const artifact: Artifact = {
    id: 'installer-linux',
    kind: 'installer',
    title: 'Installer for Linux',
    platform: 'linux',
    arch: 'x64',
    fileName: `installer-${version}.run`,
    size: content.size,
    sha256: sha256Of(content),
    chunks: { size: list.bytes.length, sha256: contentId },
  };
  // The later the number, the later it was released.
  const releasedAt = noon + Number(version.replaceAll(/\D/g, ''));
  const manifest = testManifest({ version, releasedAt, artifacts: [artifact], ...change });
  return { manifest, content: content.read(0, content.size), chunks: list.bytes };
}

export const indexOf = (
  sequence: number,
  published: readonly Published[],
  change: Partial<ReleaseIndexPayload> = {},
): ReleaseIndexPayload =>
  testIndex({
    sequence,
    releases: published.map(({ manifest }) => ({ version: manifest.version, manifest: digestOf(manifest) })),
    ...change,
  });

/** An index and manifests, whether they belong together or not, signed by one key. */
export const offerOf = (signer: Signer, index: ReleaseIndexPayload, published: readonly Published[]): Offer => ({
  index: seal(platform, 'release-index', index, [signer]),
  manifests: published.map(({ manifest }) => seal(platform, 'release-manifest', manifest, [signer])),
});

export const signedReleases = (offer: Offer): SignedReleases => ({
  product: { id: 'graphics', name: 'Graphics', glyph: 'layers' },
  channel: 'stable',
  ...offer,
});

/** Puts a release onto a stick as Greenroom does; says in which folder. */
export function carry(
  stick: string,
  { index, manifests }: Offer,
  { manifest, ...bytes }: Published,
  root: string,
): string {
  const { product, version, channel, artifacts } = manifest;
  const name = `${product}-${version}`;
  const folder = join(stick, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.release-manifest`), manifests.join('\n'));
  writeFileSync(join(folder, `${product}-${channel}.release-index`), index);
  writeFileSync(join(folder, 'Northlight-Cloud.trust-root'), root);
  for (const { fileName } of artifacts) {
    writeFileSync(join(folder, fileName), bytes.content);
    writeFileSync(join(folder, `${fileName}.chunks`), bytes.chunks);
  }
  return name;
}

/** The next trust root: another release key instead of the one before, which is revoked with it. */
export function withNewReleaseKey(cloud: TestCloud): TestCloud {
  const release = fixedSigner(`${cloud.trustRoot.cloudName} release ${cloud.trustRoot.version + 1}`);
  const { keyId: id, publicKey } = release;
  const trustRoot = {
    ...cloud.trustRoot,
    version: cloud.trustRoot.version + 1,
    keys: [
      ...cloud.trustRoot.keys.filter(({ role }) => role !== 'release'),
      { id, role: 'release' as const, publicKey },
    ],
  };
  return { ...cloud, release, trustRoot, trustRootFile: seal(platform, 'trust-root', trustRoot, [cloud.root]) };
}
