import { basename, dirname, join } from 'node:path';
import type { ReleaseFolder } from '../../services/ports.ts';
import { type FoundFile, walk } from '../drives/places.ts';
import { untilAborted } from '../drives/until-aborted.ts';
import { readSmall } from './read-small.ts';

/** Nothing that is signed is longer, and no folder needs more of a kind. */
const largest = 512 * 1024;
const mostOfAKind = 10;
/** All texts of a place together: a stick that is full of them is not one of ours. */
const mostText = 64 * 1024 * 1024;
/** A stick with more of them is not one of ours. */
const mostFolders = 500;

/** The folders below a root that hold a release manifest: what lies in them, and the texts of what is signed. */
export async function findReleases(root: string, signal?: AbortSignal): Promise<ReleaseFolder[]> {
  const { files } = await walk(root, signal);
  const folders = Map.groupBy(
    files.filter(({ name, path }) => path === join(root, name)),
    ({ name }) => dirname(name),
  );
  const found: ReleaseFolder[] = [];
  let left = mostText;

  async function textsOf(inside: readonly FoundFile[], extension: string): Promise<string[]> {
    const texts: string[] = [];
    for (const { path } of inside.filter(({ name }) => name.endsWith(extension)).slice(0, mostOfAKind)) {
      signal?.throwIfAborted();
      const bytes = await untilAborted(readSmall(path, Math.min(largest, left)), signal);
      if (bytes) texts.push(new TextDecoder().decode(bytes));
      left -= bytes?.length ?? 0;
    }
    return texts;
  }

  for (const [name, inside] of folders) {
    if (found.length >= mostFolders) break;
    const manifests = await textsOf(inside, '.release-manifest');
    if (manifests.length === 0) continue;
    found.push({
      name: name === '.' ? '' : name,
      path: join(root, name),
      files: new Map(inside.map(({ name: each, path, size }) => [basename(each), { path, size }])),
      manifests,
      indexes: await textsOf(inside, '.release-index'),
      roots: await textsOf(inside, '.trust-root'),
    });
  }
  return found;
}
