/** One chunk is written as its length (32 bits, the highest byte first) and its SHA-256. */
const width = 36;
/** No chunk is longer: whoever reads a list may set aside as much. */
export const longestChunk = 256 * 1024;

/**
 * The chunk list of an artifact: where its content-defined chunks lie and what each must hash to. It keeps the bytes it was read
 * from, which is the smallest form of it: 6 MB for 10 GB.
 */
export interface ChunkList {
  readonly count: number;
  /** Of all chunks together: the size of the artifact. */
  readonly size: number;
  /** Where a chunk begins, in bytes; for `count` where the last one ends. */
  offset(chunk: number): number;
  length(chunk: number): number;
  /** The SHA-256 of a chunk, as a view. */
  hash(chunk: number): Uint8Array;
  readonly bytes: Uint8Array;
}

/** Reads a chunk list; null when it is none. Total. */
export function readChunkList(bytes: Uint8Array): ChunkList | null {
  if (bytes.length % width !== 0) return null;
  const count = bytes.length / width;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsets = new Float64Array(count + 1);
  for (let chunk = 0; chunk < count; chunk += 1) {
    const length = view.getUint32(chunk * width);
    if (length === 0 || length > longestChunk) return null;
    offsets[chunk + 1] = (offsets[chunk] ?? 0) + length;
  }
  const offset = (chunk: number) => offsets[chunk] ?? 0;
  return {
    count,
    size: offset(count),
    offset,
    length: (chunk) => offset(chunk + 1) - offset(chunk),
    hash: (chunk) => bytes.subarray(chunk * width + 4, (chunk + 1) * width),
    bytes,
  };
}

/** Writes a chunk list. */
export function writeChunkList(chunks: readonly { length: number; hash: Uint8Array }[]): Uint8Array {
  const bytes = new Uint8Array(chunks.length * width);
  const view = new DataView(bytes.buffer);
  for (const [at, { length, hash }] of chunks.entries()) {
    view.setUint32(at * width, length);
    bytes.set(hash, at * width + 4);
  }
  return bytes;
}
