import { createHash } from 'node:crypto';
import { type ChunkList, longestChunk, readChunkList, writeChunkList } from '#shared/files/chunk-list.ts';
import type { Content } from './content.ts';
import { seededRandom } from './random.ts';

export interface Chunked {
  list: ChunkList;
  /** SHA-256 of the list, in hex. */
  contentId: string;
}

/** A chunk list with cuts at chance places, about 64 KiB apart: whoever downloads does not care where they are. */
export function chunked(content: Content, seed = 1): Chunked {
  const random = seededRandom(seed);
  const chunks: { length: number; hash: Uint8Array }[] = [];
  for (let at = 0; at < content.size; ) {
    const wanted = 16 * 1024 + Math.floor(random() * 96 * 1024);
    const length = Math.min(random() < 0.02 ? longestChunk : wanted, content.size - at);
    chunks.push({
      length,
      hash: createHash('sha256')
        .update(content.read(at, at + length))
        .digest(),
    });
    at += length;
  }
  return chunkedAs(writeChunkList(chunks));
}

/** A chunk list as it was published. */
export function chunkedAs(bytes: Uint8Array): Chunked {
  const list = readChunkList(bytes);
  if (!list) throw new Error('no chunk list');
  return { list, contentId: createHash('sha256').update(bytes).digest('hex') };
}
