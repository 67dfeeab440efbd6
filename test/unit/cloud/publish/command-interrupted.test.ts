import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, truncate, writeFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { text } from '#shared/text/index.ts';
import { noise } from '../../../support/pieces.ts';
import { type Studio, studio, three } from '../../../support/publishing.ts';
import { startS3 } from '../../../support/s3.ts';

const say = text.publish;

/** A process of its own, which can be killed. */
function publishing({ settings, path }: Studio, file: string) {
  const argv = ['publish', '--product', 'graphics', '--version', '25.4.0', '--notes', path('notes.md'), path(file)];
  const main = new URL('../../../../cloud/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main, ...argv], { env: { ...process.env, ...settings } });
  return { child, complained: readAll(child.stderr), ended: once(child, 'exit') };
}

async function untilSomeCame(folder: string) {
  for (;;) {
    const some = await readdir(folder).catch(() => []);
    if (some.length > 0) return;
    await setTimeout(10);
  }
}

describe('D8: interrupted', { timeout: 60_000 }, () => {
  test('by Ctrl C: it says so, nothing is visible, and the same command goes on', async () => {
    const at = await studio();
    await writeFile(at.path('large-demo.zip'), '');
    await truncate(at.path('large-demo.zip'), 2_000_000_000);
    const { child, complained, ended } = publishing(at, 'large-demo.zip');
    await untilSomeCame(at.path('data/releases/.incoming'));
    child.kill('SIGINT');
    expect((await ended)[0]).toBe(130);
    expect(await complained).toBe(`${say.interrupted}\n`);
    expect([await at.listed(), await at.stored()]).toEqual([[], []]);
    await truncate(at.path('large-demo.zip'), 1_000_000);
    expect((await at.publish(['large-demo.zip'])).exit).toBe(0);
  });
});

describe('D8: publishing into a bucket', { timeout: 60_000 }, () => {
  test('puts everything below its prefix, and once more puts nothing', async () => {
    const { endpoint, requests } = await startS3();
    const at = await studio({ GREENROOM_RELEASES: 's3://releases/green/room', GREENROOM_S3_ENDPOINT: endpoint });
    await writeFile(at.path('graphics-25.4.0-x64.exe'), noise(8, 9_000_000));
    expect(await at.publish(three)).toMatchObject({ exit: 0, complained: '' });
    expect(requests.filter((request) => request.endsWith('uploadId')).length).toBeGreaterThan(2);
    const puts = () =>
      requests.splice(0).filter((request) => request.startsWith('PUT') && !request.endsWith('uploadId'));
    const first = puts();
    expect(first.every((request) => request.startsWith('PUT /releases/green/room/'))).toBe(true);
    expect(first.filter((request) => request.endsWith('.minisig')).length).toBe(3);
    expect(await at.publish(three)).toMatchObject({ exit: 0 });
    expect(puts().map((request) => request.split('/').at(-1))).toEqual([
      'minisign.pub',
      'graphics-25.4.0.release-manifest',
    ]);
  });

  test('that cannot be reached is told in words', async () => {
    await startS3();
    const at = await studio({ GREENROOM_RELEASES: 's3://releases', GREENROOM_S3_ENDPOINT: 'http://127.0.0.1:9' });
    const { exit, complained } = await at.publish(three);
    expect([exit, complained]).toEqual([1, expect.stringContaining('s3://releases, cannot be used')]);
    expect(await at.listed()).toEqual([]);
  });
});
