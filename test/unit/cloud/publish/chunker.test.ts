import { hash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChunker, shortestChunk } from '#cloud/publish/chunker.ts';
import { contentOf } from '#cloud/publish/content.ts';
import { gear } from '#cloud/publish/gear.ts';
import { longestChunk, readChunkList } from '#shared/files/chunk-list.ts';
import { noise, pieces } from '../../../support/pieces.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The lengths of the chunks of some bytes. */
function cut(bytes: Uint8Array): number[] {
  const chunker = createChunker();
  const lengths: number[] = [];
  let from = 0;
  for (let end = chunker.end(bytes, from); end >= 0; end = chunker.end(bytes, from)) {
    lengths.push(end - from);
    from = end;
  }
  return from < bytes.length ? [...lengths, bytes.length - from] : lengths;
}

const listOf = async (source: AsyncIterable<Uint8Array>) => {
  const { chunkList } = await contentOf(source);
  const list = readChunkList(chunkList);
  if (list === null) throw new Error('not a chunk list');
  return list;
};

const size = fc.oneof(
  fc.integer({ min: 0, max: 1_500_000 }),
  fc.constantFrom(0, 1, shortestChunk - 1, shortestChunk, shortestChunk + 1, longestChunk, longestChunk + 1),
);
const seed = fc.integer();
/** Contents that cutting is hard for, and ones it is easy for. */
const content = fc.oneof(
  fc.tuple(seed, size).map(([from, length]) => noise(from, length)),
  fc.tuple(fc.integer({ min: 0, max: 255 }), size).map(([byte, length]) => new Uint8Array(length).fill(byte)),
  fc.tuple(seed, size).map(([from, length]) => noise(from, length).map((byte) => (byte < 250 ? 0 : byte))),
);

describe('D8: chunks', () => {
  test('cover the file from its first byte to its last, within their limits', () => {
    fc.assert(
      fc.property(content, (bytes) => {
        const lengths = cut(bytes);
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(bytes.length);
        expect(lengths.every((length) => length > 0 && length <= longestChunk)).toBe(true);
        expect(lengths.slice(0, -1).every((length) => length >= shortestChunk)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test('are the same however the bytes come, and each hashes to what the list says', async () => {
    await fc.assert(
      fc.asyncProperty(content, seed, async (bytes, cuts) => {
        const list = await listOf(pieces(bytes, cuts));
        expect(Array.from({ length: list.count }, (_, at) => list.length(at))).toEqual(cut(bytes));
        for (let at = 0; at < list.count; at += 1) {
          const chunk = bytes.subarray(list.offset(at), list.offset(at + 1));
          expect(hex(list.hash(at))).toBe(hash('sha256', chunk));
        }
      }),
      { numRuns: 15 },
    );
  });

  test('are 64 KiB on average', () => {
    const bytes = noise(7, 64 * 1024 * 1024);
    const average = bytes.length / cut(bytes).length / 1024;
    expect(average).toBeGreaterThan(61);
    expect(average).toBeLessThan(67);
  });

  test('do not run away where every byte is the same', () => {
    expect(cut(new Uint8Array(3 * longestChunk))).toEqual([longestChunk, longestChunk, longestChunk]);
  });

  test('change only near an insertion', async () => {
    await fc.assert(
      fc.asyncProperty(
        seed,
        fc.nat(3_900_000),
        fc.uint8Array({ minLength: 1, maxLength: 500 }),
        async (from, at, more) => {
          const before = noise(from, 4_000_000);
          const after = Buffer.concat([before.subarray(0, at), more, before.subarray(at)]);
          const [old, renewed] = [await listOf(pieces(before)), await listOf(pieces(after))];
          const known = new Set(Array.from({ length: old.count }, (_, chunk) => hex(old.hash(chunk))));
          let changed = 0;
          for (let chunk = 0; chunk < renewed.count; chunk += 1) {
            if (!known.has(hex(renewed.hash(chunk)))) changed += renewed.length(chunk);
          }
          // The chunk it falls into, and as many after it as it takes to meet a cut of before: hardly ever more than a few.
          expect(changed).toBeLessThan(1_000_000);
          expect(changed).toBeGreaterThan(0);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('were cut like this from the beginning, and will be for ever', async () => {
    expect([gear[0], gear[1], gear[255]]).toEqual([1_362_280_667, -380_483_589, -149_834_239]);
    const list = await listOf(pieces(noise(1, 1_000_000)));
    expect(Array.from({ length: list.count }, (_, at) => list.length(at))).toEqual([
      20_908, 59_520, 58_047, 65_536, 59_593, 45_043, 24_328, 57_647, 55_434, 62_223, 61_162, 53_776, 42_251, 55_089,
      74_095, 56_093, 32_587, 76_661, 40_007,
    ]);
  });
});
