import { open, unlink } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Failure } from '#shared/errors.ts';

const mostNumbers = 1_000;

/**
 * Writes a file that was not there before, for this person alone to read; where the name is taken, a number is put behind it.
 * Says where it is. Throws `disk-full` and `file-not-writable`; then nothing is left behind.
 */
export async function saveBytes(path: string, bytes: Uint8Array): Promise<string> {
  for (let number = 1; number <= mostNumbers; number++) {
    const free = number === 1 ? path : numbered(path, number);
    try {
      const file = await open(free, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } catch (error) {
        await unlink(free).catch(() => undefined);
        throw error;
      } finally {
        await file.close();
      }
      return free;
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : null;
      if (code === 'EEXIST') continue;
      if (code === 'ENOSPC' || code === 'EDQUOT') throw new Failure('disk-full', { path: free }, { cause });
      throw new Failure('file-not-writable', { path: free }, { cause });
    }
  }
  throw new Failure('file-not-writable', { path });
}

function numbered(path: string, number: number): string {
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)} (${number})${extension}`);
}
