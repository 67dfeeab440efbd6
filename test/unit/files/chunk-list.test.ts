import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestChunk, readChunkList, writeChunkList } from '#shared/files/chunk-list.ts';

const chunk = fc.record({
  length: fc.integer({ min: 1, max: longestChunk }),
  hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});

/** One entry as it lies in the file. */
function entry(length: number, fill = 7): Uint8Array {
  const bytes = new Uint8Array(36).fill(fill);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}

const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

describe('a chunk list', () => {
  test('says the same after it was written and read', () => {
    fc.assert(
      fc.property(fc.array(chunk), (chunks) => {
        const list = readChunkList(writeChunkList(chunks));
        expect(list?.count).toBe(chunks.length);
        expect(list?.size).toBe(chunks.reduce((size, { length }) => size + length, 0));
        let offset = 0;
        for (const [at, { length, hash }] of chunks.entries()) {
          expect([list?.offset(at), list?.length(at)]).toEqual([offset, length]);
          expect(list?.hash(at)).toEqual(hash);
          offset += length;
        }
        expect(list?.offset(chunks.length)).toBe(offset);
      }),
    );
  });

  test('is 36 bytes a chunk: the length, its highest byte first, and the SHA-256', () => {
    const hash = Uint8Array.from({ length: 32 }, (_, at) => at);
    expect(writeChunkList([{ length: 0x01_02_03, hash }])).toEqual(joined(Uint8Array.of(0, 1, 2, 3), hash));
  });

  test('of an empty file is empty', () => {
    expect(readChunkList(new Uint8Array())).toMatchObject({ count: 0, size: 0 });
  });

  test('is read from any bytes without a throw, and what was read is written as the same bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), entries()), (bytes) => {
        const list = readChunkList(bytes);
        if (list === null) return;
        const chunks = Array.from({ length: list.count }, (_, at) => ({
          length: list.length(at),
          hash: list.hash(at),
        }));
        expect(writeChunkList(chunks)).toEqual(bytes);
        expect(chunks.every(({ length }) => length > 0 && length <= longestChunk)).toBe(true);
      }),
    );
  });

  test('is none when bytes are missing or left over, or a length is nothing, too long or huge', () => {
    const good = entry(65_536);
    expect(readChunkList(good)).not.toBeNull();
    expect(readChunkList(entry(longestChunk))).not.toBeNull();
    for (const bytes of [
      good.subarray(1),
      joined(good, Uint8Array.of(0)),
      joined(good, entry(0)),
      entry(longestChunk + 1),
      entry(0xff_ff_ff_ff),
    ]) {
      expect(readChunkList(bytes)).toBeNull();
    }
  });

  test('reads a part of a larger buffer as well', () => {
    const inside = joined(new Uint8Array(5), entry(100), entry(200)).subarray(5);
    expect(readChunkList(inside)?.size).toBe(300);
  });

  test('counts files beyond what 32 bits can hold', () => {
    const count = 40_000;
    const bytes = joined(...Array.from({ length: count }, () => entry(longestChunk)));
    expect(readChunkList(bytes)?.size).toBe(count * longestChunk);
  });
});

/** Bytes that look like a list, good and bad. */
function entries() {
  const length = fc.oneof(fc.integer({ min: 1, max: longestChunk }), fc.integer({ min: 0, max: 0xff_ff_ff_ff }));
  return fc.array(length, { maxLength: 6 }).map((lengths) => joined(...lengths.map((each) => entry(each))));
}
