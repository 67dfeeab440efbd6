import { hash } from 'node:crypto';
import { constants, open } from 'node:fs/promises';
import { readChunkList } from '#shared/files/chunk-list.ts';

/** So much is read and hashed before anybody else has a turn. */
const atOnce = 1024 * 1024;

/** Hashes a file chunk by chunk; false as soon as one is not what the list says, or the file is longer or shorter. */
export async function fileMatches(path: string, list: Uint8Array, signal?: AbortSignal): Promise<boolean> {
  const chunks = readChunkList(list);
  if (!chunks) return false;
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => null);
  if (!file) return false;
  try {
    const found = await file.stat();
    if (!found.isFile() || found.size !== chunks.size) return false;
    const buffer = Buffer.alloc(atOnce);
    for (let chunk = 0; chunk < chunks.count; ) {
      signal?.throwIfAborted();
      const start = chunks.offset(chunk);
      const { bytesRead } = await file.read(buffer, 0, atOnce, start);
      const first = chunk;
      for (; chunk < chunks.count && chunks.offset(chunk + 1) - start <= bytesRead; chunk += 1) {
        const bytes = buffer.subarray(chunks.offset(chunk) - start, chunks.offset(chunk + 1) - start);
        if (!hash('sha256', bytes, 'buffer').equals(chunks.hash(chunk))) return false;
      }
      if (chunk === first) return false;
    }
    return true;
  } finally {
    await file.close();
  }
}
