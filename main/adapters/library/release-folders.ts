import { lstat, mkdir, readdir, rename, rmdir, statfs, unlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Failure } from '#shared/errors.ts';
import type { ReleaseFolders } from '../../services/ports.ts';
import { deviceOf, failureOf, removeLeftovers, syncFolder, temporaryIn, writeDurably } from '../drives/durable.ts';
import { codeOf } from '../drives/trouble.ts';
import { findReleases } from './find-releases.ts';
import { fileMatches } from './file-matches.ts';
import { readSmall } from './read-small.ts';

/** Reads and writes release folders: the library, and sticks. */
export function createReleaseFolders(): ReleaseFolders {
  return {
    find: findReleases,
    read: readSmall,
    matches: fileMatches,
    async look(path) {
      const found = await lstat(path).catch(() => null);
      return found?.isFile() ? { size: found.size, changedAt: Math.round(found.mtimeMs) } : null;
    },
    async make(root, names, { makesRoot = false } = {}) {
      if (makesRoot) await mkdir(root, { recursive: true }).catch(asFailure(root));
      if ((await deviceOf(root)) === null) throw new Failure('drive-gone', { drive: root });
      let folder = root;
      for (const name of names) {
        folder = join(folder, plain(name));
        await mkdir(folder).catch(unlessThere).catch(asFailure(folder));
        // A link could lead anywhere.
        if (!(await lstat(folder)).isDirectory()) throw new Failure('file-not-writable', { path: folder });
      }
      return folder;
    },
    async clear(folder, names) {
      for (const path of names.map((name) => join(folder, plain(name)))) {
        const found = await lstat(path).catch(() => null);
        if (found && !found.isFile()) await unlink(path).catch(asFailure(path));
      }
    },
    async write(path, content) {
      const folder = dirname(path);
      const device = await deviceOf(folder);
      const temporary = temporaryIn(folder);
      try {
        if (device === null) throw new Failure('file-not-writable', { path });
        await removeLeftovers(folder);
        await writeDurably(temporary, content, device);
        await rename(temporary, path);
        await syncFolder(folder);
      } catch (error) {
        throw await failureOf(error, folder, device ?? 0, path);
      } finally {
        await unlink(temporary).catch(() => undefined);
      }
    },
    async remove(folder, names) {
      for (const path of names.map((name) => join(folder, plain(name))))
        await unlink(path).catch(unlessGone).catch(asFailure(path));
      await syncFolder(folder).catch(() => undefined);
    },
    async removeEmpty(root, folder) {
      for (let at = folder; isBelow(root, at); at = dirname(at)) {
        const isGone = await rmdir(at).then(
          () => true,
          () => false,
        );
        if (!isGone) return;
      }
    },
    names: (folder) => readdir(folder).catch(() => []),
    async freeBytes(path) {
      for (let at = path; ; at = dirname(at)) {
        const found = await statfs(at).catch(() => null);
        if (found) return found.bavail * found.bsize;
        if (at === dirname(at)) return null;
      }
    },
  };
}

/** Names come from signed files and from orders: one that is a path is a bug, and goes no further. */
function plain(name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) throw new Error(`not a name: ${name}`);
  return name;
}

function isBelow(root: string, folder: string): boolean {
  const way = relative(root, folder);
  return way !== '' && !way.startsWith('..');
}

function unlessThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}

function unlessGone(error: unknown): void {
  if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error;
}

const asFailure =
  (path: string) =>
  (error: unknown): never => {
    const code = codeOf(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new Failure('disk-full', { path }, { cause: error });
    if (code !== '') throw new Failure('file-not-writable', { path }, { cause: error });
    throw error;
  };
