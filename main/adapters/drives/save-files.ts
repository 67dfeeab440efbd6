import { link, lstat, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '#shared/errors.ts';
import type { CarriedFile } from '#shared/models/offline.ts';
import { deviceOf, Elsewhere, failureOf, removeLeftovers, syncFolder, temporaryIn, writeDurably } from './durable.ts';
import { numbered, safeName } from './safe-name.ts';
import { codeOf } from './trouble.ts';

const mostNumbers = 10_000;

/** Writes files into one folder, each whole or not at all, never over another one. */
export interface Saver {
  /** Says under which name it is there now; one that is there already with the same text is left alone. */
  save(file: CarriedFile): Promise<string>;
  /** Makes the names last; to be called after the last file. */
  finish(): Promise<void>;
}

interface SaverOptions {
  /** What the folder was on when it was chosen; when it is on something else now, the stick is gone. */
  chosen?: number | null | undefined;
  /** How a file gets a second name; FAT cannot. */
  hardLink?: typeof link;
}

/** Prepares a folder. All of this throws `drive-gone`, `disk-full` and `file-not-writable`. */
export async function openSaver(folder: string, { chosen, hardLink = link }: SaverOptions = {}): Promise<Saver> {
  const device = await deviceOf(folder);
  if (device === null || (chosen !== undefined && device !== chosen))
    throw new Failure('drive-gone', { drive: folder });
  await removeLeftovers(folder);
  const asFailure = async <Result>(path: string, task: Promise<Result>): Promise<Result> =>
    task.catch(async (error: unknown) => {
      throw await failureOf(error, folder, device, path);
    });
  return {
    save({ name, text }) {
      const wanted = safeName(name);
      return asFailure(join(folder, wanted), saveOne({ folder, device, hardLink }, wanted, text));
    },
    finish: () => asFailure(folder, syncFolder(folder)),
  };
}

/** All of them, in this order; the first that cannot be written ends it, and those before stay. */
export async function saveFiles(folder: string, files: readonly CarriedFile[]): Promise<string[]> {
  const saver = await openSaver(folder);
  const saved: string[] = [];
  try {
    for (const file of files) saved.push(await saver.save(file));
  } finally {
    if (saved.length > 0) await saver.finish();
  }
  return saved;
}

/** Writes the file that somebody named, in place of one that may be there: the old text or the new one, never neither. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const device = await deviceOf(folder);
  const temporary = temporaryIn(folder);
  try {
    if (device === null) throw new Failure('file-not-writable', { path });
    await writeDurably(temporary, text, device);
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (error) {
    throw await failureOf(error, folder, device ?? 0, path);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

interface Place {
  folder: string;
  device: number;
  hardLink: typeof link;
}

async function saveOne(place: Place, wanted: string, text: string): Promise<string> {
  const { folder, device, hardLink } = place;
  const { name, isThere } = await freeName(folder, wanted, text);
  if (isThere) return name;
  const temporary = temporaryIn(folder);
  try {
    await writeDurably(temporary, text, device);
    const isNamed = await giveName(temporary, join(folder, name), hardLink);
    // Somebody else took the name meanwhile.
    if (!isNamed) return await saveOne(place, wanted, text);
    if ((await deviceOf(join(folder, name))) !== device) throw new Elsewhere();
    return name;
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** The first name of its kind that is free, or that has this very text already. */
async function freeName(folder: string, wanted: string, text: string): Promise<{ name: string; isThere: boolean }> {
  const size = Buffer.byteLength(text);
  for (let number = 1; number <= mostNumbers; number += 1) {
    const name = numbered(wanted, number);
    const path = join(folder, name);
    const there = await lstat(path).catch(ifMissing);
    if (there === null) return { name, isThere: false };
    const isSame = there.isFile() && there.size === size && (await readFile(path, 'utf8').catch(() => null)) === text;
    if (isSame) return { name, isThere: true };
  }
  throw new Failure('file-not-writable', { path: join(folder, wanted) });
}

/** In one step, and never over another file. FAT knows no links: there it is looked first, and then renamed. */
async function giveName(temporary: string, path: string, hardLink: typeof link): Promise<boolean> {
  try {
    await hardLink(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK', 'EISDIR'].includes(codeOf(error)))
      throw error;
  }
  if ((await lstat(path).catch(ifMissing)) !== null) return false;
  await rename(temporary, path);
  return true;
}

function ifMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}
