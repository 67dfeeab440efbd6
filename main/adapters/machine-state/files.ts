import * as nodeFiles from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Moment } from '#shared/models/time.ts';
import {
  asFailure,
  type FileSystem,
  readIfThere,
  removeIfThere,
  removeLeftovers,
  renameIfThere,
  setAside,
  writeAtomic,
  writeOnce,
} from '../atomic-file.ts';
import { stateFile } from '../state-folder.ts';

export type StateFileName = keyof typeof stateFile;

/** The files of one state folder, by name. */
export interface StateFiles {
  folder: string;
  read(name: StateFileName): Promise<string | null>;
  write(name: StateFileName, text: string): Promise<void>;
  /** Writes the first one; says what lies there in the end, whoever wrote it. */
  writeFirst(name: StateFileName, text: string): Promise<string>;
  /** Gives a file the place of another one; nothing happens when there is none. */
  move(from: StateFileName, to: StateFileName): Promise<void>;
  /** Moves a file that cannot be used out of the way; says where to. */
  setAside(name: StateFileName): Promise<string>;
  /** Deletes files, with every copy that was set aside or half written. Says which. */
  wipe(names: readonly StateFileName[]): Promise<string[]>;
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

  /** The file and what was made of it: `.machine.key.….tmp`, `machine.key.damaged-…`. */
  async function withCopies(name: StateFileName): Promise<string[]> {
    const file = path(name).slice(dirname(path(name)).length + 1);
    const names = await fs.readdir(dirname(path(name)));
    const isCopy = (each: string) =>
      each === file || each.startsWith(`${file}.damaged-`) || (each.startsWith(`.${file}.`) && each.endsWith('.tmp'));
    return names.filter(isCopy).map((each) => join(dirname(path(name)), each));
  }

  return {
    folder,
    read: (name) => readIfThere(fs, path(name)),
    write: (name, text) => writeAtomic(fs, path(name), text, mode(name)),
    async writeFirst(name, text) {
      const isMine = await writeOnce(fs, path(name), text, mode(name));
      return isMine ? text : ((await readIfThere(fs, path(name))) ?? text);
    },
    move: (from, to) => renameIfThere(fs, path(from), path(to)),
    setAside: (name) => setAside(fs, path(name), now()),
    wipe: (names) =>
      asFailure(folder, async () => {
        const paths: string[] = [];
        for (const name of names) paths.push(...(await withCopies(name)));
        for (const each of paths) await removeIfThere(fs, each);
        return paths;
      }),
  };
}
