import { createHash, type Hash } from 'node:crypto';

/** As in shared/files/chunk-list.ts. */
const width = 36;

/** Writes a chunk list while the file goes by: bytes that grow, and nothing else for each chunk. */
export interface ChunkListWriter {
  /** More bytes of the chunk that is under way. */
  add(bytes: Uint8Array): void;
  /** The chunk ends here. */
  end(): void;
  /** Ends the last chunk, if there is any of it, and gives the whole list. */
  finish(): Uint8Array;
}

export function createChunkListWriter(): ChunkListWriter {
  let bytes = Buffer.alloc(1024 * width);
  let used = 0;
  let length = 0;
  let hash: Hash | null = null;

  const end = () => {
    if (hash === null) return;
    if (used === bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length)]);
    bytes.writeUInt32BE(length, used);
    bytes.set(hash.digest(), used + 4);
    used += width;
    length = 0;
    hash = null;
  };

  return {
    add(part) {
      if (part.length === 0) return;
      hash ??= createHash('sha256');
      hash.update(part);
      length += part.length;
    },
    end,
    finish() {
      end();
      return bytes.subarray(0, used);
    },
  };
}
