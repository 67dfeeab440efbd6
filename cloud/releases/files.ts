import { createHash } from 'node:crypto';
import { readChunkList } from '#shared/files/chunk-list.ts';
import type { Artifact } from '#shared/files/release.ts';
import { artifactKey } from '../release-store/keys.ts';
import type { ReleaseStore } from '../release-store/port.ts';

interface Version {
  product: string;
  version: string;
}

/** Enough to hide the way to a distant store, few enough for any. */
const atOnce = 8;

/** The files of a release that are not in the store as its artifacts say: there, of the right size, their chunk lists right. */
export async function missingFiles(
  store: ReleaseStore,
  release: Version & { artifacts: readonly Artifact[] },
): Promise<string[]> {
  const missing: string[] = [];
  for (let at = 0; at < release.artifacts.length; at += atOnce) {
    const some = release.artifacts.slice(at, at + atOnce);
    const found = await Promise.all(some.map((artifact) => missingOf(store, release, artifact)));
    missing.push(...found.flat());
  }
  return missing;
}

async function missingOf(store: ReleaseStore, release: Version, artifact: Artifact): Promise<string[]> {
  const keyOf = (part: 'file' | 'chunks' | 'signature') => artifactKey(release, artifact, part);
  const [file, signature] = [await store.size(keyOf('file')), await store.size(keyOf('signature'))];
  return [
    ...(file === artifact.size ? [] : [keyOf('file')]),
    ...((await hasChunkList(store, keyOf('chunks'), artifact)) ? [] : [keyOf('chunks')]),
    ...(signature ? [] : [keyOf('signature')]),
  ];
}

async function hasChunkList(store: ReleaseStore, key: string, { size, chunks }: Artifact): Promise<boolean> {
  const bytes = (await store.size(key)) === chunks.size ? await store.read(key) : null;
  if (bytes === null) return false;
  const isSame = createHash('sha256').update(bytes).digest('hex') === chunks.sha256;
  return isSame && readChunkList(bytes)?.size === size;
}
