import type { ChunkList } from '#shared/files/chunk-list.ts';
import { Failure } from '#shared/errors.ts';
import type { Artifact } from '#shared/files/release.ts';
import type { Estimate } from '#shared/models/release.ts';
import type { CloudClient } from '../ports.ts';
import type { ChunkLists } from './chunk-lists.ts';
import type { KnownRelease } from './known-releases.ts';
import { libraryNames } from './places.ts';
import type { Seeds } from './seeds.ts';
import type { Shelf } from './shelf.ts';
import { join } from 'node:path';

/** Says what an artifact would cost, from its chunk list and those of what is here. */
export type EstimateCost = (release: KnownRelease, artifact: Artifact) => Promise<Estimate>;

interface Parts {
  cloud: Pick<CloudClient, 'release'>;
  shelf: Pick<Shelf, 'organization'>;
  lists: ChunkLists;
  seeds: Seeds;
}

/** Who looks at a page does not wait longer for a figure. */
const patience = 30_000;

export function createEstimateCost(
  { library }: { library: string },
  { cloud, shelf, lists, seeds }: Parts,
): EstimateCost {
  return async ({ manifest }, artifact) => {
    const { product, version } = manifest.payload;
    async function link(part: 'chunks' | 'signature', signal: AbortSignal): Promise<string> {
      const organization = await shelf.organization();
      if (organization === null) throw new Failure('not-signed-in', {});
      return (await cloud.release.link({ organization, product, version, artifact: artifact.id, part }, { signal }))
        .url;
    }
    const folder = join(library, ...libraryNames(manifest.payload));
    const wanted = await lists.demand(artifact, [folder], link, AbortSignal.timeout(patience));
    const owners = new Map<string, string>();
    for (const seed of await seeds.for({ product, version, artifact }))
      claim(owners, await seed.chunks(), seed.version);
    return compare(wanted, owners);
  };
}

/** Whoever is asked first has a chunk for the others. */
function claim(owners: Map<string, string>, chunks: ChunkList, version: string): void {
  for (let chunk = 0; chunk < chunks.count; chunk += 1) {
    const name = nameOf(chunks, chunk);
    if (!owners.has(name)) owners.set(name, version);
  }
}

function compare(wanted: ChunkList, owners: ReadonlyMap<string, string>): Estimate {
  const taken = new Map<string, number>();
  let reusedBytes = 0;
  for (let chunk = 0; chunk < wanted.count; chunk += 1) {
    const owner = owners.get(nameOf(wanted, chunk));
    if (owner === undefined) continue;
    const length = wanted.length(chunk);
    reusedBytes += length;
    taken.set(owner, (taken.get(owner) ?? 0) + length);
  }
  const [most] = [...taken].toSorted(([, a], [, b]) => b - a);
  return { fetchBytes: wanted.size - reusedBytes, reusedBytes, from: most?.[0] ?? null };
}

/** The hash as a key: one character for each byte. */
const nameOf = (chunks: ChunkList, chunk: number) => Buffer.from(chunks.hash(chunk)).toString('latin1');
