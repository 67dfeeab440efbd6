import { hash } from 'node:crypto';
import type { Artifact } from '#shared/files/release.ts';
import type { ArtifactPart } from '#shared/models/release.ts';
import type { CloudParts } from '../context.ts';
import { artifactKey } from '../release-store/keys.ts';
import { type Content, contentOf, createReading } from './content.ts';
import { isSignedWith, minisignature } from './minisign.ts';
import type { Source } from './source.ts';

/** What a publisher says of a file. */
export type Description = Pick<Artifact, 'id' | 'kind' | 'title' | 'platform' | 'arch' | 'fileName'>;

export interface FileToPut {
  source: Source;
  description: Description;
}

export interface PutOptions {
  /** How far the file is. `checking`: it is in the store as it seems, and is read only to be sure. */
  onProgress?(progress: { bytes: number; isChecking: boolean }): void;
  signal?: AbortSignal;
}

interface Place {
  product: string;
  version: string;
}

export type Putting = Pick<CloudParts, 'clock' | 'keys' | 'releases'>;

/**
 * Puts a file and what belongs beside it into the store, in one pass over its bytes. A file that is there already is not put
 * again: that is known by its chunk list, which is put after the file, and removed before another takes its place. So is the
 * signature.
 */
export async function putArtifact(
  parts: Putting,
  place: Place,
  { source, description }: FileToPut,
  options: PutOptions = {},
): Promise<Artifact> {
  const key = (part: ArtifactPart) => artifactKey(place, description, part);
  const content = (await keptContent(parts, key, source, options)) ?? (await putContent(parts, key, source, options));
  await putSignature(parts, key, content, `file:${description.fileName}\t${place.product} ${place.version}`);
  return artifactOf(description, content);
}

/** A file as a manifest names it. */
export function artifactOf(description: Description, { size, sha256, chunkList }: Content): Artifact {
  return { ...description, size, sha256, chunks: { size: chunkList.length, sha256: hash('sha256', chunkList) } };
}

type KeyOf = (part: ArtifactPart) => string;

/** What is in the store already; null: something else, or nothing. */
async function keptContent(
  { releases }: Putting,
  key: KeyOf,
  source: Source,
  { onProgress, signal }: PutOptions,
): Promise<Content | null> {
  if ((await releases.size(key('file'))) !== source.size) return null;
  const list = await releases.read(key('chunks'));
  if (list === null) return null;
  const content = await contentOf(told(source.open(), true, onProgress), signal);
  return Buffer.compare(list, content.chunkList) === 0 ? content : null;
}

async function putContent(
  { releases }: Putting,
  key: KeyOf,
  source: Source,
  { onProgress, signal }: PutOptions,
): Promise<Content> {
  await releases.remove(key('signature'));
  await releases.remove(key('chunks'));
  const reading = createReading(told(source.open(), false, onProgress), signal);
  const type = key('file').endsWith('.pdf') ? 'application/pdf' : binary;
  await releases.put(key('file'), reading.bytes, { size: source.size, contentType: type, signal });
  const content = reading.content();
  const { chunkList } = content;
  await releases.put(key('chunks'), chunkList, { size: chunkList.length, contentType: binary, signal });
  return content;
}

async function putSignature(
  { releases, keys, clock }: Putting,
  key: KeyOf,
  { blake2b }: Content,
  comment: string,
): Promise<void> {
  const before = await releases.read(key('signature'));
  if (before !== null && isSignedWith(keys.releaseSigner, before)) return;
  const seconds = Math.floor(clock.now() / 1_000);
  const signature = minisignature(keys.releaseSigner, blake2b, `timestamp:${seconds}\t${comment}`);
  const bytes = Buffer.from(signature);
  await releases.put(key('signature'), bytes, { size: bytes.length, contentType: 'text/plain' });
}

const binary = 'application/octet-stream';

async function* told(bytes: AsyncIterable<Uint8Array>, isChecking: boolean, onProgress: PutOptions['onProgress']) {
  let done = 0;
  for await (const some of bytes) {
    yield some;
    done += some.length;
    onProgress?.({ bytes: done, isChecking });
  }
}
