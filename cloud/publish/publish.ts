import { Failure } from '#shared/errors.ts';
import type { Artifact } from '#shared/files/release.ts';
import type { Release } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import type { CloudParts } from '../context.ts';
import { clashOf } from '../rules/release-names.ts';
import { isSameRelease, type NewRelease } from '../rules/same-release.ts';
import { readProducts } from '../store/queries/catalogue.ts';
import { type PublishedRelease, releaseAt } from '../store/queries/release.ts';
import { contentOf } from './content.ts';
import type { GivenFile, Problem } from './given-files.ts';
import { describe, type OfRelease, type Said } from './guess.ts';
import { artifactOf, type FileToPut } from './put-artifact.ts';
import { putManifest, putRelease, type ReleaseProgress } from './put-release.ts';
import { fileSource } from './source.ts';

export interface ReleaseToPublish
  extends Pick<Release, 'product' | 'version' | 'channel' | 'notes' | 'minimumVersion'> {
  files: readonly GivenFile[];
  /** What was said of them, by name. */
  said: Readonly<Record<string, Said>>;
}

interface Options {
  /** The operation that makes it visible. */
  publish(release: NewRelease): Promise<Release>;
  onProgress?(progress: ReleaseProgress): void;
  signal: AbortSignal;
}

/**
 * Publishes a release: first everything that can be wrong with it, then its files into the store, and only then is it visible.
 * Done once more with the same content it changes nothing. `isNew`: it was not visible before.
 * Throws `invalid-input`, `already-published`, `release-incomplete`; rejects with the reason of the signal.
 */
export async function publish(
  parts: CloudParts,
  { files, said, ...release }: ReleaseToPublish,
  options: Options,
): Promise<{ release: Release; productName: string; isNew: boolean }> {
  const product = await productOf(parts, release.product);
  const toPut = describeAll(files, { product, version: release.version }, said);
  const known = await releaseAt(parts.store.db, release.product, release.version);
  if (known) refuseOther(known, { ...release, artifacts: await artifactsOf(toPut, options) });
  const artifacts = await putRelease(parts, { ...release, files: toPut }, options);
  const published = await options.publish({ ...release, artifacts });
  await putManifest(parts, release);
  return { release: published, productName: product.name, isNew: known === null || known.isUnpublished };
}

async function productOf({ store }: CloudParts, id: string): Promise<OfRelease['product']> {
  const products = await readProducts(store.db);
  const found = products.find((product) => product.id === id);
  if (!found)
    throw refused({ field: '--product', problem: text.publish.unknownProduct(products.map((each) => each.id)) });
  return found;
}

/** Says of each file what it is. Throws `invalid-input` with everything that cannot be told, or stands in another's way. */
function describeAll(files: readonly GivenFile[], of: OfRelease, said: Readonly<Record<string, Said>>): FileToPut[] {
  const problems: Problem[] = [];
  const described: FileToPut[] = [];
  for (const { path, fileName, size } of files) {
    const found = describe(fileName, of, said[fileName]);
    if ('problem' in found) problems.push({ field: path, ...found });
    else if (clashOf([...described.map(({ description }) => description), found]) !== null) {
      problems.push({ field: path, problem: clashIn(described, found) });
    } else described.push({ source: fileSource(path, size), description: found });
  }
  if (problems.length > 0) throw refused(...problems);
  return described;
}

function clashIn(before: readonly FileToPut[], { id }: { id: string }): string {
  const isId = before.some(({ description }) => description.id === id);
  return isId ? text.publish.file.idTwice(id) : text.publish.file.twice;
}

async function artifactsOf(files: readonly FileToPut[], { signal }: Options): Promise<Artifact[]> {
  const artifacts: Artifact[] = [];
  for (const { source, description } of files) {
    artifacts.push(artifactOf(description, await contentOf(source.open(), signal)));
  }
  return artifacts;
}

/** A version never changes: known before anything in the store is touched. */
function refuseOther({ manifest }: PublishedRelease, wanted: NewRelease): void {
  if (!isSameRelease(manifest, wanted)) throw new Failure('already-published', { version: wanted.version });
}

export const refused = (...problems: Problem[]) => new Failure('invalid-input', { problems });
