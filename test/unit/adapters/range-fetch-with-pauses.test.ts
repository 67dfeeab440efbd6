import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRangeFetch } from '#main/adapters/range-fetch/range-fetch.ts';
import { seededContent } from '../../support/content.ts';
import { serve } from '../../support/loopback.ts';

const size = 4_000_000;
const all = seededContent('pauses', size).read(0, size);

test('bytes stay what they were however whoever takes them pauses, and in whatever pieces they come', async () => {
  async function inPieces(response: ServerResponse): Promise<void> {
    response.writeHead(206, { 'content-range': `bytes 0-${size - 1}/${size}`, 'content-length': size });
    for (let at = 0, turn = 0; at < size; turn += 1) {
      const length = turn % 2 ? 53 : [65_536, 20_000, 131_072][turn % 3]!;
      response.write(all.subarray(at, at + length));
      at += length;
      await sleep([0, 0, 1, 3][turn % 4]);
    }
    response.end();
  }
  const url = await serve((_, response) => void inPieces(response));
  const taken: Buffer[] = [];
  const pauses = [0, 2, 4, 1, 3];
  const end = await createRangeFetch().range(
    { url, first: 0, length: size, size, etag: null, signal: AbortSignal.timeout(9_000) },
    {
      begin() {},
      take(bytes) {
        taken.push(Buffer.from(bytes));
        return taken.length % 3 === 0 ? undefined : sleep(pauses[taken.length % 5]);
      },
    },
  );
  expect(end).toEqual({ is: 'complete' });
  expect(Buffer.concat(taken).equals(all)).toBe(true);
});
