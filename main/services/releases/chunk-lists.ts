import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type ChunkList, readChunkList } from '#shared/files/chunk-list.ts';
import type { Artifact } from '#shared/files/release.ts';
import { Failure } from '#shared/errors.ts';
import type { ReleaseFolders } from '../library/library-ports.ts';
import { artifactNames } from './places.ts';
import type { ChunkListStore, FetchWhole } from './release-ports.ts';

/** No artifact is that large: 500 MB of list stand for more than 800 GB. */
const largestList = 500 * 1024 * 1024;
/** A minisign signature is four short lines. */
const largestSignature = 4 * 1024;

/** Asks for an address of what lies beside an artifact. */
export type LinkTo = (part: 'chunks' | 'signature', signal: AbortSignal) => Promise<string>;

export interface ChunkLists {
  /** From a folder that holds the artifact, or from what was fetched before; null where none verifies. */
  find(artifact: Artifact, folders: readonly string[]): Promise<ChunkList | null>;
  /** The same, and where there is none, from the network; kept for the next time. Throws `answer-refused` when that one does not verify. */
  demand(artifact: Artifact, folders: readonly string[], link: LinkTo | null, signal: AbortSignal): Promise<ChunkList>;
  /** The signature of the artifact for minisign, for people; null where it is not to be had. */
  signature(
    artifact: Artifact,
    folders: readonly string[],
    link: LinkTo | null,
    signal: AbortSignal,
  ): Promise<Uint8Array | null>;
  /** What was fetched lies beside the artifact now. */
  forget(artifact: Artifact): Promise<void>;
}

interface Ports {
  folders: Pick<ReleaseFolders, 'read'>;
  chunkListStore: ChunkListStore;
  fetchWhole: FetchWhole;
}

/** Finds the chunk lists of artifacts. Each is checked by what the signed manifest says of it, wherever it came from. */
export function createChunkLists({ folders, chunkListStore, fetchWhole }: Ports): ChunkLists {
  async function find(artifact: Artifact, places: readonly string[]): Promise<ChunkList | null> {
    const { size, sha256 } = artifact.chunks;
    if (size > largestList) return null;
    const { chunks } = artifactNames(artifact.fileName);
    for (const place of places) {
      const list = verified(await folders.read(join(place, chunks), size), artifact);
      if (list) return list;
    }
    return verified(await chunkListStore.read(sha256, 'chunks', size), artifact);
  }

  return {
    find,
    async demand(artifact, places, link, signal) {
      const known = await find(artifact, places);
      if (known) return known;
      if (!link) throw new Failure('source-missing', {});
      const url = await link('chunks', signal);
      const list = verified(await fetchWhole(url, { limit: artifact.chunks.size, signal }), artifact);
      if (!list) throw new Failure('answer-refused', { refusal: 'damaged' });
      await chunkListStore.write(artifact.chunks.sha256, 'chunks', list.bytes);
      return list;
    },
    async signature(artifact, places, link, signal) {
      const { signature } = artifactNames(artifact.fileName);
      for (const place of places) {
        const there = await folders.read(join(place, signature), largestSignature);
        if (there) return there;
      }
      const { sha256 } = artifact.chunks;
      const kept = await chunkListStore.read(sha256, 'signature', largestSignature);
      if (kept || !link) return kept;
      const fetched = await fetchWhole(await link('signature', signal), { limit: largestSignature, signal });
      await chunkListStore.write(sha256, 'signature', fetched);
      return fetched;
    },
    forget: ({ chunks }) => chunkListStore.forget(chunks.sha256),
  };
}

/** The list, if it is the one that was signed, and adds up to the artifact. */
function verified(bytes: Uint8Array | null, { size, chunks }: Artifact): ChunkList | null {
  if (bytes?.length !== chunks.size) return null;
  if (createHash('sha256').update(bytes).digest('hex') !== chunks.sha256) return null;
  const list = readChunkList(bytes);
  return list?.size === size ? list : null;
}
