import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { day } from '#shared/models/time.ts';
import { isCode } from '../embedded/kept.ts';
import type { Clock } from '../ports.ts';
import { counted } from './counted.ts';
import { isKey } from './keys.ts';
import type { Links } from './links.ts';
import type { Body, PutOptions, ReleaseStore } from './port.ts';

/** Keeps releases in a folder. A file has its name only when it is there as a whole, and on the disk. */
export function createFolderStore({
  folder,
  links,
  clock,
}: {
  folder: string;
  links: Links;
  clock: Clock;
}): ReleaseStore {
  const incoming = join(folder, '.incoming');
  const pathOf = (key: string) => {
    if (!isKey(key)) throw new Error(`not a key: ${key}`);
    return join(folder, ...key.split('/'));
  };
  return {
    path: pathOf,
    link: async (key) => links(key),
    size: (key) => orNull(sizeOf(pathOf(key))),
    read: (key) => orNull(readFile(pathOf(key))),
    remove: (key) => rm(pathOf(key), { force: true }),
    async put(key, body, options) {
      const path = pathOf(key);
      await mkdir(incoming, { recursive: true });
      await forgetAbandoned(incoming, clock.now() - day);
      const temporary = join(incoming, randomUUID());
      try {
        await write(temporary, body, options);
        await mkdir(dirname(path), { recursive: true });
        await rename(temporary, path);
        await syncFolder(dirname(path));
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

async function write(path: string, body: Body, { size, signal }: PutOptions): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const bytes of counted(body, size, signal)) await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What a process that was killed left behind. */
async function forgetAbandoned(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await orNull(stat(path));
    if (found !== null && found.mtimeMs < before) await rm(path, { force: true });
  }
}

/** Makes a rename last through a power loss. Windows cannot, and need not. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path);
  return found.isFile() ? found.size : null;
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return null;
    throw error;
  }
}
