import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '#shared/errors.ts';
import { codeOf } from './trouble.ts';

const staleAfter = 60_000;
const temporaryName = /^\.greenroom-[0-9a-f]{12}\.tmp$/;

/** Says that what was written lies somewhere else than it should: the stick went, and its folder is one of this disk now. */
export class Elsewhere extends Error {}

export const temporaryIn = (folder: string) => join(folder, `.greenroom-${randomBytes(6).toString('hex')}.tmp`);

/** What a place is on; null when there is none. A stick that goes leaves a folder of another device behind. */
export const deviceOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ dev }) => dev,
    () => null,
  );

/** Writes a new file, and waits until the stick has it. Throws `Elsewhere` before anything is written to another device. */
export async function writeDurably(path: string, text: string | Uint8Array, device: number): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    if (!(await isOn(file, device))) throw new Elsewhere();
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

const isOn = async (file: FileHandle, device: number) => (await file.stat()).dev === device;

/** Makes new names last when the stick is pulled. Not every file system lets folders be synced, and Windows does so itself. */
export async function syncFolder(folder: string): Promise<void> {
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
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const path of names.filter((name) => temporaryName.test(name)).map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > staleAfter) await unlink(path).catch(() => undefined);
  }
}

/** What went wrong with a stick, as a failure with a sentence. */
export async function failureOf(error: unknown, folder: string, device: number, path: string): Promise<unknown> {
  if (error instanceof Failure) return error;
  const cause = { cause: error };
  const isGone = error instanceof Elsewhere || (await deviceOf(folder)) !== device;
  if (isGone) return new Failure('drive-gone', { drive: folder }, cause);
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Failure('disk-full', { path }, cause);
  return code === '' ? error : new Failure('file-not-writable', { path }, cause);
}
