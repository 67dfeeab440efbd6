import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A small value kept in a private file: the first process that makes one decides it for all that follow. */
export async function kept(folder: string, name: string, make: () => string | Promise<string>): Promise<string> {
  const file = join(folder, name);
  const known = await read(file);
  if (known !== null) return known;
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, await make(), { mode: 0o600, flush: true });
  try {
    // Unlike a rename, a link never replaces what another process made meanwhile.
    await link(own, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(own);
  }
  return (await read(file)) ?? '';
}

async function read(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
