import * as nodeFiles from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Moment } from '#shared/models/time.ts';
import {
  asFailure,
  type FileSystem,
  readIfThere,
  removeLeftovers,
  setAside,
  writeAtomic,
  writeOnce,
} from '../atomic-file.ts';
import { stateFile } from '../state-folder.ts';

export type StateFileName = keyof typeof stateFile;

/** The files of one state folder, by name. */
export interface StateFiles {
  read(name: StateFileName): Promise<string | null>;
  write(name: StateFileName, text: string): Promise<void>;
  /** Writes the first one; says what lies there in the end, whoever wrote it. */
  writeFirst(name: StateFileName, text: string): Promise<string>;
  /** Moves a file that cannot be used out of the way; says where to. */
  setAside(name: StateFileName): Promise<string>;
  /** Puts the license of a cloud that is left behind away. */
  putAwayLicense(): Promise<void>;
}

/** Opens a state folder, making it where there is none. */
export async function openStateFiles(
  folder: string,
  now: () => Moment,
  fs: FileSystem = nodeFiles,
): Promise<StateFiles> {
  const path = (name: StateFileName) => join(folder, stateFile[name]);
  const mode = (name: StateFileName) => (name === 'key' ? 0o600 : 0o644);
  const leases = dirname(path('license'));
  await asFailure(folder, async () => {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    await fs.mkdir(leases, { recursive: true });
    for (const each of [folder, leases]) await removeLeftovers(fs, each, now());
  });

  return {
    read: (name) => readIfThere(fs, path(name)),
    write: (name, text) => writeAtomic(fs, path(name), text, mode(name)),
    async writeFirst(name, text) {
      const isMine = await writeOnce(fs, path(name), text, mode(name));
      return isMine ? text : ((await readIfThere(fs, path(name))) ?? text);
    },
    setAside: (name) => setAside(fs, path(name), now()),
    putAwayLicense: () =>
      asFailure(leases, async () => {
        if ((await readIfThere(fs, path('license'))) === null) return;
        await fs.rename(path('license'), join(leases, 'previous.license'));
      }),
  };
}
