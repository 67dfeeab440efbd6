import type { Artifact } from '#shared/files/release.ts';
import { manifestKey, publicKeyKey } from '../release-store/keys.ts';
import { releaseAt } from '../store/queries/release.ts';
import type { CloudParts } from '../context.ts';
import { minisignPublicKey } from './minisign.ts';
import { type FileToPut, putArtifact, type PutOptions, type Putting } from './put-artifact.ts';

export interface ReleaseProgress {
  fileName: string;
  /** Of this file, read so far. */
  bytes: number;
  size: number;
  isChecking: boolean;
}

interface ReleaseToPut {
  product: string;
  version: string;
  files: readonly FileToPut[];
}

/**
 * Puts the files of a release into the store, with their chunk lists and signatures, one after the other. Nothing is visible
 * by that: whoever calls publishes what comes back. Called again after an interruption it goes on where it stopped.
 * Rejects with the reason of the signal.
 */
export async function putRelease(
  parts: Putting,
  release: ReleaseToPut,
  { onProgress, signal }: { onProgress?(progress: ReleaseProgress): void; signal?: AbortSignal } = {},
): Promise<Artifact[]> {
  const artifacts: Artifact[] = [];
  for (const file of release.files) {
    const { fileName } = file.description;
    const { size } = file.source;
    const options: PutOptions = { signal, onProgress: (progress) => onProgress?.({ fileName, size, ...progress }) };
    artifacts.push(await putArtifact(parts, release, file, options));
  }
  await putText(parts.releases, publicKeyKey, minisignPublicKey(parts.keys.releaseSigner));
  return artifacts;
}

/** Puts the signed manifest of a published release into the store, for those who fetch from a plain web server. */
export async function putManifest(
  { store, keys, releases }: Pick<CloudParts, 'store' | 'keys' | 'releases'>,
  { product, version }: { product: string; version: string },
): Promise<void> {
  const published = await releaseAt(store.db, product, version);
  if (published === null) throw new Error(`${product} ${version} was not published`);
  await putText(releases, manifestKey({ product, version }), keys.signManifest(published.manifest));
}

async function putText(releases: CloudParts['releases'], key: string, words: string): Promise<void> {
  const bytes = Buffer.from(words);
  await releases.put(key, bytes, { size: bytes.length, contentType: 'text/plain; charset=utf-8' });
}
