import { constants, lstat, open } from 'node:fs/promises';

/** The bytes of a small ordinary file; null when it is not there, is none, or holds more than the limit. */
export async function readSmall(path: string, limit: number): Promise<Uint8Array | null> {
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size > limit) return null;
    // Without waiting for a writer, where a pipe has taken the place of the file since it was looked at.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      const bytes = new Uint8Array(found.size);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) return null;
        length += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
