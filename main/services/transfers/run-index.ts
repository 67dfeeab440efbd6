import type { ChunkList } from '#shared/files/chunk-list.ts';

/** Finds the chunks of a list by their hash. */
export interface ChunkIndex {
  /** For each chunk the first one with the same content: itself for most. */
  readonly firstAlike: Int32Array;
  /** The first chunk with this hash and length; -1 for none. */
  find(hash: Uint8Array, length: number): number;
}

/** Open addressing in one typed array: a list of 160 000 chunks takes 2 MB, and no object of its own for any of them. */
export function indexChunks(chunks: ChunkList): ChunkIndex {
  const places = 2 ** Math.ceil(Math.log2(Math.max(2, chunks.count * 2)));
  const table = new Int32Array(places).fill(-1);
  const firstAlike = new Int32Array(chunks.count);

  /** The place of this hash: taken by the chunk that has it, or free. */
  function placeOf(hash: Uint8Array, length: number): number {
    let place = startOf(hash) & (places - 1);
    for (let chunk = table[place] ?? -1; chunk !== -1; chunk = table[place] ?? -1) {
      if (chunks.length(chunk) === length && isSame(chunks.hash(chunk), hash)) break;
      place = (place + 1) & (places - 1);
    }
    return place;
  }

  for (let chunk = 0; chunk < chunks.count; chunk += 1) {
    const place = placeOf(chunks.hash(chunk), chunks.length(chunk));
    if (table[place] === -1) table[place] = chunk;
    firstAlike[chunk] = table[place] ?? chunk;
  }
  return { firstAlike, find: (hash, length) => table[placeOf(hash, length)] ?? -1 };
}

const startOf = (hash: Uint8Array) =>
  (hash[0] ?? 0) | ((hash[1] ?? 0) << 8) | ((hash[2] ?? 0) << 16) | ((hash[3] ?? 0) << 24);

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return one.length === other.length;
}
