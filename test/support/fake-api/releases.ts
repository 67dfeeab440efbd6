import type { CloudClient, CompanionClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { ArtifactRef, Release, ReleaseHere, Shelf } from '#shared/models/release.ts';
import type { Watched } from './world.ts';

const releasesIn = (world: Watched) => world.releases.products.flatMap(({ releases }) => releases);

export function findRelease(world: Watched, { product, version }: Pick<ArtifactRef, 'product' | 'version'>): Release {
  const found = releasesIn(world).find((release) => release.product === product && release.version === version);
  if (!found) throw new Failure('not-found', {});
  return found;
}

/** Releases as this machine sees them, over a world in memory. */
export function fakeReleases(world: Watched): Pick<CompanionClient, 'release'> {
  const here = (release: Release): ReleaseHere => ({
    ...release,
    artifacts: release.artifacts.map((artifact) => ({
      ...artifact,
      isHere: world.library.some(
        (entry) =>
          entry.product === release.product && entry.version === release.version && entry.artifact === artifact.id,
      ),
    })),
  });
  const shelf = (): Shelf => {
    const { freshness, ...rest } = world.releases.shelf;
    return {
      ...rest,
      products: world.releases.products.map(({ product, releases }) => ({
        product,
        freshness,
        releases: releases.map(here),
      })),
    };
  };
  return {
    release: {
      list: async () => {
        if (world.failingShelf) throw world.failingShelf;
        return shelf();
      },
      show: async (which) => here(findRelease(world, which)),
      estimate: async ({ product, version, artifact }) => {
        const found = findRelease(world, { product, version }).artifacts.find(({ id }) => id === artifact);
        if (!found) throw new Failure('not-found', {});
        if (!world.releases.shelf.isCurrent) throw new Failure('cloud-unreachable', { url: world.status.cloud.url });
        const base = world.library.find((entry) => entry.product === product && entry.artifact === artifact);
        const fetchBytes = base ? Math.round(found.size * 0.0419 + 1e5) : found.size;
        return { fetchBytes, reusedBytes: found.size - fetchBytes, from: base?.version ?? null };
      },
    },
  };
}

/** The same as the cloud tells it, where no machine is behind the page. */
export function fakeCloudReleases(world: Watched): Pick<CloudClient, 'release'> {
  return {
    release: {
      list: async () => {
        if (world.failing) throw world.failing;
        return world.releases.products;
      },
      files: async () => [],
      link: async (ref) => {
        const { yanked, artifacts, version } = findRelease(world, ref);
        if (yanked !== null) throw new Failure('release-yanked', { version, reason: yanked });
        const file = artifacts.find(({ id }) => id === ref.artifact)?.fileName;
        return { url: `https://releases.fathom.example/token/${file}`, expiresAt: world.status.now + 3_600_000 };
      },
    },
  };
}
