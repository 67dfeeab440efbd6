import * as nodeFiles from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, TransferStore } from '../services/ports.ts';
import { type FileSystem, readIfThere, setAside, writeAtomic } from './atomic-file.ts';

/** The queue of transfers in the state folder. */
export function createTransferStore(
  folder: string,
  clock: Pick<Clock, 'now'>,
  fs: FileSystem = nodeFiles,
): TransferStore {
  const path = join(folder, 'transfers.json');
  return {
    read: () => readIfThere(fs, path),
    write: (text) => writeAtomic(fs, path, text, 0o644),
    keepAside: () => setAside(fs, path, clock.now()),
  };
}
