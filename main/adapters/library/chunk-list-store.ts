import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { day } from '#shared/models/time.ts';
import type { ChunkListStore } from '../../services/ports.ts';
import { readSmall } from './read-small.ts';
import type { ReleaseFolders } from '../../services/ports.ts';

/** A list that nobody came back for makes room. */
const keptFor = 30 * day;

/** Chunk lists that are not beside their artifact yet, below the state folder. */
export function createChunkListStore(stateFolder: string, folders: Pick<ReleaseFolders, 'write'>): ChunkListStore {
  const folder = join(stateFolder, 'releases', 'chunks');
  const pathOf = (digest: string, part: 'chunks' | 'signature') => join(folder, `${digest}.${part}`);

  async function forgetOld(): Promise<void> {
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > keptFor) await unlink(path);
    }
  }

  return {
    read: (digest, part, limit) => readSmall(pathOf(digest, part), limit),
    async write(digest, part, bytes) {
      await mkdir(folder, { recursive: true });
      await forgetOld().catch(() => undefined);
      await folders.write(pathOf(digest, part), bytes);
    },
    async forget(digest) {
      await unlink(pathOf(digest, 'chunks')).catch(() => undefined);
      await unlink(pathOf(digest, 'signature')).catch(() => undefined);
    },
  };
}
