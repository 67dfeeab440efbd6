import { randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '#shared/errors.ts';
import type { CarriedFile } from '#shared/models/offline.ts';
import { numbered, safeName } from './safe-name.ts';
import { codeOf } from './trouble.ts';

const mostNumbers = 10_000;
const staleAfter = 60_000;
const temporaryName = /^\.greenroom-[0-9a-f]{12}\.tmp$/;

/** Says that what was written lies somewhere else than it should: the stick went, and its folder is one of this disk now. */
class Elsewhere extends Error {}

/**
 * Writes files into a folder, each whole or not at all, never over another one; says under which names they are there now.
 * A file that is there already with the same text is left alone. `chosen`: what the folder was on when it was chosen; when
 * it is on another one now, the stick is gone. Throws `drive-gone`, `disk-full`, `file-not-writable`.
 */
export async function saveFiles(
  folder: string,
  files: readonly CarriedFile[],
  chosen?: number | null,
): Promise<string[]> {
  const device = await deviceOf(folder);
  if (device === null || (chosen !== undefined && device !== chosen))
    throw new Failure('drive-gone', { drive: folder });
  const saved: string[] = [];
  await removeLeftovers(folder);
  for (const file of files) {
    try {
      saved.push(await saveOne(folder, device, safeName(file.name), file.text));
    } catch (error) {
      throw await failureOf(error, folder, device, join(folder, safeName(file.name)));
    }
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

async function saveOne(folder: string, device: number, wanted: string, text: string): Promise<string> {
  const { name, isThere } = await freeName(folder, wanted, text);
  if (isThere) return name;
  const temporary = temporaryIn(folder);
  try {
    await writeDurably(temporary, text, device);
    const isNamed = await giveName(temporary, join(folder, name));
    // Somebody else took the name meanwhile.
    if (!isNamed) return await saveOne(folder, device, wanted, text);
    await syncFolder(folder);
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

async function writeDurably(path: string, text: string, device: number): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    if (!(await isOn(file, device))) throw new Elsewhere();
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** In one step, and never over another file. FAT knows no links: there it is looked first, and then renamed. */
async function giveName(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
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

/** Makes the new name last when the stick is pulled. Not every file system lets folders be synced, and Windows does so itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync().catch((error: unknown) => {
      if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(codeOf(error))) throw error;
    });
  } finally {
    await handle.close();
  }
}

/** What was half written when the stick was pulled, or Greenroom was killed; not what another one is writing just now. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const path of names.filter((name) => temporaryName.test(name)).map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > staleAfter) await unlink(path).catch(() => undefined);
  }
}

async function failureOf(error: unknown, folder: string, device: number, path: string): Promise<unknown> {
  if (error instanceof Failure) return error;
  const cause = { cause: error };
  const isGone = error instanceof Elsewhere || (await deviceOf(folder)) !== device;
  if (isGone) return new Failure('drive-gone', { drive: folder }, cause);
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Failure('disk-full', { path }, cause);
  return code === '' ? error : new Failure('file-not-writable', { path }, cause);
}

const temporaryIn = (folder: string) => join(folder, `.greenroom-${randomBytes(6).toString('hex')}.tmp`);
const isOn = async (file: FileHandle, device: number) => (await file.stat()).dev === device;
/** What a place is on; null when there is none. A stick that goes leaves a folder of another device behind. */
export const deviceOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ dev }) => dev,
    () => null,
  );

function ifMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}
