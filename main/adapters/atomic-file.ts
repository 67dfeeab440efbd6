import { randomBytes } from 'node:crypto';
import type * as nodeFiles from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '#shared/errors.ts';

/** The part of `node:fs/promises` that writing needs; tests count and break its steps. */
export type FileSystem = Pick<
  typeof nodeFiles,
  'link' | 'mkdir' | 'open' | 'readdir' | 'readFile' | 'rename' | 'stat' | 'unlink'
>;

const staleAfter = 60_000;

/** Writes a file so that a reader, or a power cut, finds the old text or the new one, never neither. */
export async function writeAtomic(fs: FileSystem, path: string, text: string, mode: number): Promise<void> {
  await asFailure(path, async () => {
    const temporary = await writeTemporary(fs, path, text, mode);
    await fs.rename(temporary, path).catch(async (error: unknown) => {
      await fs.unlink(temporary).catch(() => undefined);
      throw error;
    });
    await syncFolder(fs, dirname(path));
  });
}

/** Writes a file only if there is none; of several at once, one wins. Says whether it was this one. */
export async function writeOnce(fs: FileSystem, path: string, text: string, mode: number): Promise<boolean> {
  return asFailure(path, async () => {
    const temporary = await writeTemporary(fs, path, text, mode);
    try {
      await fs.link(temporary, path);
      await syncFolder(fs, dirname(path));
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await fs.unlink(temporary).catch(() => undefined);
    }
  });
}

/** null when there is no such file. */
export async function readIfThere(fs: FileSystem, path: string): Promise<string | null> {
  return asFailure(path, () =>
    fs.readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }),
  );
}

/** Gives a file another name, so that it is out of the way but not lost; says which. */
export async function setAside(fs: FileSystem, path: string, moment: number): Promise<string> {
  return asFailure(path, async () => {
    const aside = `${path}.damaged-${new Date(moment).toISOString().replaceAll(/[:.]/g, '-')}`;
    await fs.rename(path, aside);
    await syncFolder(fs, dirname(path));
    return aside;
  });
}

/** Gives a file the name of another one, which is gone then; nothing happens when there is no such file. */
export async function renameIfThere(fs: FileSystem, from: string, to: string): Promise<void> {
  await asFailure(from, async () => {
    try {
      await fs.rename(from, to);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return;
      throw error;
    }
    await syncFolder(fs, dirname(to));
  });
}

/** Deletes a file for good; nothing happens when there is none. */
export async function removeIfThere(fs: FileSystem, path: string): Promise<void> {
  await asFailure(path, async () => {
    await fs.unlink(path).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
    await syncFolder(fs, dirname(path));
  });
}

/** Takes away what a killed process left half written. */
export async function removeLeftovers(fs: FileSystem, folder: string, now: number): Promise<void> {
  const names = await fs.readdir(folder);
  for (const name of names.filter((each) => each.startsWith('.') && each.endsWith('.tmp'))) {
    const path = join(folder, name);
    const { mtimeMs } = await fs.stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (now - mtimeMs > staleAfter) await fs.unlink(path).catch(() => undefined);
  }
}

/** Turns what a disk can do to us into failures with a sentence. */
export async function asFailure<Result>(path: string, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new Failure('disk-full', { path }, { cause });
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EIO', 'EEXIST'].includes(code)) {
      throw new Failure('state-not-writable', { path }, { cause });
    }
    throw cause;
  }
}

async function writeTemporary(fs: FileSystem, path: string, text: string, mode: number): Promise<string> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await fs.open(temporary, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return temporary;
  } catch (error) {
    await fs.unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** Makes a new name last through a power cut. Windows does so by itself, and cannot open folders. */
async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
