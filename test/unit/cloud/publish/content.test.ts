import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { contentOf, createReading } from '#cloud/publish/content.ts';
import { readChunkList } from '#shared/files/chunk-list.ts';
import { noise, pieces } from '../../../support/pieces.ts';

const digest = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('hex');

test('D8: says what a file comes to, and passes its bytes on unchanged', async () => {
  const bytes = noise(1, 3_000_000);
  const reading = createReading(pieces(bytes));
  expect(() => reading.content()).toThrow('not read to its end');
  const passed: Uint8Array[] = [];
  for await (const some of reading.bytes) passed.push(some);
  expect(digest('sha256', Buffer.concat(passed))).toBe(digest('sha256', bytes));
  const { size, sha256, blake2b, chunkList } = reading.content();
  expect({ size, sha256, blake2b: Buffer.from(blake2b).toString('hex') }).toEqual({
    size: bytes.length,
    sha256: digest('sha256', bytes),
    blake2b: digest('blake2b512', bytes),
  });
  expect(readChunkList(chunkList)?.size).toBe(bytes.length);
});

test('D8: an empty file has no chunks', async () => {
  const { size, chunkList } = await contentOf(pieces(new Uint8Array()));
  expect([size, chunkList.length]).toEqual([0, 0]);
});

test('D8: lets others have their turn while it reads, every few hundred kilobytes', async () => {
  let turns = 0;
  const read = new AbortController();
  const others = (async () => {
    while (!read.signal.aborted) {
      await setImmediate();
      turns += 1;
    }
  })();
  async function* atOnce() {
    yield noise(1, 8 * 1024 * 1024);
  }
  await contentOf(atOnce());
  read.abort();
  await others;
  expect(turns).toBeGreaterThan(30);
});

test('D8: ends with the reason of the signal', async () => {
  const controller = new AbortController();
  async function* stopping() {
    yield noise(1, 100_000);
    controller.abort(new Error('Ctrl C'));
    yield noise(2, 100_000);
  }
  await expect(contentOf(stopping(), controller.signal)).rejects.toThrow('Ctrl C');
});
