import { existsSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startBadServer } from '../support/bad-server/start-bad-server.ts';
import { slow } from '../support/bad-server/vices/slow.ts';
import { chunked } from '../support/chunked.ts';
import { seededContent, writeContent } from '../support/content.ts';
import { createRun } from '../support/downloading/create-run.ts';
import { foundAt, runDownload } from '../support/downloading/run-download.ts';
import { mayMount, mountStick } from '../support/mounted.ts';
import { report } from '../support/promise.ts';

const size = 12_000_000;
const content = seededContent('R9, a full disk', size);
const right = content.read(0, size);
const chunks = chunked(content);

async function diskOf(megabytes: number) {
  const { folder } = mountStick(`${megabytes}m`);
  const server = await startBadServer();
  onTestFinished(() => server.stop());
  const url = server.put('/installer.bin', content);
  const path = join(folder, 'installer.bin');
  const other = join(folder, 'something-else');
  const run = createRun();
  return { folder, path, other, server, download: () => runDownload(run, { path, chunks, link: async () => url }) };
}

if (!mayMount) report('R9 (full disk): skipped, this process may not mount a disk of its own');

describe.skipIf(!mayMount)('R9 a full disk', () => {
  test('there is no room from the start: said before the first byte', async () => {
    const { folder, path, server, download } = await diskOf(8);
    const { failure } = await download();
    expect(failure).toMatchObject({ code: 'not-enough-space', details: { neededBytes: expect.any(Number) } });
    expect(server.handedOut()).toBe(0);
    expect(existsSync(path)).toBe(false);
    expect(statfsSync(folder).bfree).toBeGreaterThan(0);
  });

  test('it fills up halfway: a partial that goes on when there is room, with hardly a byte fetched twice', async () => {
    const { path, other, server, download } = await diskOf(16);
    server.misbehave(slow(3_000_000));
    const downloading = download();
    while (server.handedOut() < size / 2) await new Promise((resolve) => setTimeout(resolve, 5));
    try {
      writeContent(other, seededContent('something else', 16_000_000));
    } catch {
      // full now
    }
    const { failure } = await downloading;
    expect(['disk-full', 'not-enough-space']).toContain(failure?.code);
    expect(existsSync(path)).toBe(false);
    expect(existsSync(`${path}.part`)).toBe(true);
    report(`R9 (full disk): ${failure?.code} after ${server.handedOut()} of ${size} bytes`);

    expect((await download()).failure?.code).toBe('not-enough-space');
    rmSync(other);
    server.misbehave();
    expect((await download()).failure).toBeNull();
    expect(foundAt(path, right)).toBe('the file');
    expect(server.handedOut()).toBeLessThanOrEqual(1.15 * size);
  });
});
