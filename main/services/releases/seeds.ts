import { type ChunkList, readChunkList } from '#shared/files/chunk-list.ts';
import type { Artifact } from '#shared/files/release.ts';
import type { CarriedReleases } from '../library/carried-releases.ts';
import type { ReleaseFolder } from '../library/library-ports.ts';
import { fileOf, type StoredReleases } from '../library/stored-releases.ts';
import type { Seed } from '../transfers/transfer-ports.ts';
import type { ChunkLists } from './chunk-lists.ts';
import type { OpenedManifest } from './release-ports.ts';

/** The chunk list of each is read: more of them cost more than they save. */
const most = 8;

interface Candidate {
  manifest: OpenedManifest;
  folder: ReleaseFolder;
}

export interface Wanted {
  product: string;
  version: string;
  artifact: Pick<Artifact, 'id' | 'kind'>;
}

/** Files on this machine, and on its sticks, that share chunks with what is wanted. */
export interface Seeds {
  /** The same file first, then the same artifact of other versions, then its kind; of equals the newest. */
  for(wanted: Wanted): Promise<Seed[]>;
}

export function createSeeds(
  lists: Pick<ChunkLists, 'find'>,
  { stored, carried }: { stored: StoredReleases; carried: CarriedReleases },
): Seeds {
  async function candidates(product: string): Promise<Candidate[]> {
    const here = (await stored.list()).filter(({ manifest }) => manifest.payload.product === product);
    const sticks = await carried.look({ within: 10_000 });
    const onSticks = sticks.flatMap(({ folder, manifest, refusal }) =>
      manifest && refusal === null && manifest.payload.product === product ? [{ folder, manifest }] : [],
    );
    return [...here, ...onSticks];
  }

  return {
    async for({ product, version, artifact }) {
      const near = (candidate: Candidate, other: Artifact) => {
        if (other.id !== artifact.id) return other.kind === artifact.kind ? 2 : 3;
        return candidate.manifest.payload.version === version ? 0 : 1;
      };
      const found = (await candidates(product)).flatMap((candidate) =>
        candidate.manifest.payload.artifacts.flatMap((other) => {
          const path = fileOf(candidate.folder, other);
          return path ? [{ ...candidate, path, other, distance: near(candidate, other) }] : [];
        }),
      );
      return found
        .filter(({ distance }) => distance < 3)
        .toSorted((a, b) => a.distance - b.distance || b.manifest.payload.releasedAt - a.manifest.payload.releasedAt)
        .slice(0, most)
        .map(({ path, manifest, other, folder }) => seedOf(lists, path, manifest.payload.version, other, folder.path));
    },
  };
}

const nothing = readChunkList(new Uint8Array()) as ChunkList;

/** A seed whose chunk list does not verify any more has nothing to give. */
export const seedOf = (
  lists: Pick<ChunkLists, 'find'>,
  path: string,
  version: string,
  artifact: Artifact,
  folder: string,
): Seed => ({ path, version, chunks: async () => (await lists.find(artifact, [folder])) ?? nothing });
