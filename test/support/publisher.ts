import type { Artifact, ReleaseIndexPayload, ReleaseManifestPayload } from '#shared/files/release.ts';
import { seal } from '#shared/files/seal.ts';
import type { SignedReleases } from '#shared/models/release.ts';
import { day } from '#shared/models/time.ts';
import { minisignature } from '#cloud/publish/minisign.ts';
import { createHash } from 'node:crypto';
import { chunked } from './chunked.ts';
import { type Content, seededContent, sha256Of } from './content.ts';
import { digestOf, testIndex, testManifest } from './sample-files.ts';
import { noon, platform, testCloud } from './signed-files.ts';

export interface ReleasedFile {
  artifact: Artifact;
  content: Content;
  chunks: Uint8Array;
  signature: Uint8Array;
}

type FileChange = Partial<Pick<Artifact, 'id' | 'kind' | 'title' | 'platform' | 'arch' | 'fileName'>> & {
  content?: Content;
};

interface Published {
  manifest: ReleaseManifestPayload;
  files: ReleasedFile[];
  yanked: string | null;
}

/** A publisher in this process: releases of one product in one channel, signed like real ones. */
export function createPublisher({ cloud = testCloud(), product = 'graphics', channel = 'stable' } = {}) {
  const published: Published[] = [];
  let sequence = 0;
  const of = { cloud: cloud.trustRoot.cloud, product, channel };

  function fileOf(version: string, change: FileChange): ReleasedFile {
    const { content = seededContent(`${product} ${version}`, 300_000), ...rest } = change;
    const { list, contentId } = chunked(content);
    const artifact: Artifact = {
      id: 'installer-linux',
      kind: 'installer',
      title: 'Installer for Linux',
      platform: 'linux',
      arch: 'x64',
      fileName: `${rest.id ?? 'installer'}-${version}.run`,
      ...rest,
      size: content.size,
      sha256: sha256Of(content),
      chunks: { size: list.bytes.length, sha256: contentId },
    };
    const { keyId: id, publicKey, sign } = cloud.release;
    const blake2b = createHash('blake2b512').update(content.read(0, content.size)).digest();
    const signature = minisignature({ id, publicKey, sign }, blake2b, `file:${artifact.fileName}`);
    return { artifact, content, chunks: list.bytes, signature: Buffer.from(signature) };
  }

  const publisher = {
    cloud,
    /** Publishes a version, a day after the last one. */
    publish(version: string, files: readonly FileChange[] = [{}], change: Partial<ReleaseManifestPayload> = {}) {
      const released = files.map((file) => fileOf(version, file));
      const manifest = testManifest({
        ...of,
        version,
        releasedAt: noon + published.length * day,
        artifacts: released.map(({ artifact }) => artifact),
        ...change,
      });
      published.push({ manifest, files: released, yanked: null });
      sequence += 1;
      return { manifest, files: released };
    },
    yank(version: string, reason: string) {
      for (const one of published) if (one.manifest.version === version) one.yanked = reason;
      sequence += 1;
    },
    unpublish(version: string) {
      published.splice(
        published.findIndex(({ manifest }) => manifest.version === version),
        1,
      );
      sequence += 1;
    },
    index: (change: Partial<ReleaseIndexPayload> = {}): string => {
      const releases = published.map(({ manifest }) => ({ version: manifest.version, manifest: digestOf(manifest) }));
      const yanked = published.flatMap(({ manifest: { version }, yanked: reason }) =>
        reason ? [{ version, reason }] : [],
      );
      const payload = testIndex({
        ...of,
        sequence,
        issuedAt: noon,
        expiresAt: noon + 30 * day,
        releases,
        yanked,
        ...change,
      });
      return seal(platform, 'release-index', payload, [cloud.release]);
    },
    manifest: (version: string): string => seal(platform, 'release-manifest', find(version).manifest, [cloud.release]),
    signed: (change: Partial<ReleaseIndexPayload> = {}): SignedReleases => ({
      product: { id: product, name: product === 'graphics' ? 'Graphics' : product, glyph: 'layers' },
      channel,
      index: publisher.index(change),
      manifests: published.map(({ manifest }) => publisher.manifest(manifest.version)),
    }),
    file(version: string, artifact: string): ReleasedFile {
      const found = find(version).files.find((one) => one.artifact.id === artifact);
      if (!found) throw new Error(`${version} has no ${artifact}`);
      return found;
    },
  };

  function find(version: string): Published {
    const found = published.find(({ manifest }) => manifest.version === version);
    if (!found) throw new Error(`${version} was not published`);
    return found;
  }
  return publisher;
}

export type Publisher = ReturnType<typeof createPublisher>;
