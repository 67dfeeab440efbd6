import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createS3Store } from '#cloud/release-store/s3.ts';
import { systemClock } from '#main/adapters/system-clock.ts';
import { createLimiter } from '#main/services/transfers/limiter.ts';
import { hour } from '#shared/models/time.ts';
import { chunked } from '../support/chunked.ts';
import { piecesOf, seededContent } from '../support/content.ts';
import { createRun } from '../support/downloading/create-run.ts';
import { foundAt, runDownload } from '../support/downloading/run-download.ts';
import { freshFolder } from '../support/machine.ts';
import { report } from '../support/promise.ts';
import { startS3 } from '../support/s3.ts';
import { startWay } from '../support/way.ts';

test('R12 a presigned link to a bucket expires midway: a new one is asked for, and no chunk is lost', async () => {
  // Twice as long on its way as the first link is good for, and more: ranges are still to be asked for when it ends.
  const size = 24_000_000;
  const content = seededContent('R12, bucket', size);
  const { endpoint, bucket } = await startS3();
  const way = await startWay(endpoint);
  // Its links are good for an hour: signed almost an hour ago, they end while the file is on its way.
  const late = { now: () => Date.now() - hour + 2_000 };
  const place = { bucket, prefix: 'studio', endpoint: way.origin };
  const store = createS3Store(place, { links: null, clock: { ...systemClock, ...late } });
  const key = 'graphics/25.4.0/installer/graphics.run';
  const body = (async function* () {
    yield* piecesOf(content);
  })();
  await store.put(key, body, { size, contentType: 'application/octet-stream' });

  const links: string[] = [];
  async function link(): Promise<string> {
    const { url } = await store.link(key);
    links.push(url);
    return url;
  }
  const limiter = createLimiter(systemClock);
  limiter.setLimit(4_000_000);
  const path = join(freshFolder(), 'graphics.run');
  const before = way.bytes();
  const downloading = runDownload(createRun(), { path, chunks: chunked(content), link, limiter });
  await sleep(2_100);
  expect((await fetch(links[0]!)).status).toBe(403);
  const { failure, notes } = await downloading;
  expect(failure).toBeNull();
  expect(foundAt(path, content.read(0, size))).toBe('the file');
  expect(links.length).toBeGreaterThan(1);
  expect(notes).toContainEqual({ code: 'link-renewed' });
  const share = (way.bytes() - before) / size;
  report(`R12 (bucket): ${links.length} links, ${share.toFixed(3)} x size over the line`);
  expect(share).toBeLessThan(1.1);
});
