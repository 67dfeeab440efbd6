import { execFile } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { get as request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '#cloud/log.ts';
import { hour } from '#shared/models/time.ts';
import { fakeClock, startTestCloud, type TestCloudOptions } from '../../../support/cloud.ts';
import { seededContent } from '../../../support/content.ts';
import { waitFor } from '../../../support/wait-for.ts';

const run = promisify(execFile);
const key = 'graphics/25.4.0/installer/Graphics 25.4.0 (x64).exe';
const bytes = seededContent('a file to be served', 3_000_000).read(0, 3_000_000);

async function servingCloud({ log }: Pick<TestCloudOptions, 'log'> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'greenroom-releases-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const clock = fakeClock();
  const cloud = await startTestCloud({ clock, log, config: { releases: { folder }, releasesUrl: null } });
  const { releases } = cloud.parts;
  const put = (content: Uint8Array, at = key) =>
    releases.put(at, content, { size: content.length, contentType: 'application/octet-stream' });
  await put(bytes);
  const link = async (at = key) => (await releases.link(at)).url;
  return { cloud, clock, folder, put, link, url: await link(), path: releases.path(key) ?? '' };
}

async function ask(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await fetch(url, { headers, method });
  return { answer, status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
}

const etagAt = async (url: string) => (await ask(url, {}, 'HEAD')).headers.get('etag') ?? '';

describe('a file of a release', () => {
  it('is sent as a whole, and says all that is needed to go on later', async () => {
    const { url } = await servingCloud();
    const { status, headers, body } = await ask(url, { 'accept-encoding': 'gzip, br' });
    expect(status).toBe(200);
    expect(body.equals(bytes)).toBe(true);
    expect(Object.fromEntries(headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'cache-control': 'private',
      'content-disposition': 'attachment; filename="Graphics 25.4.0 (x64).exe"',
      'content-length': String(bytes.length),
      'content-type': 'application/octet-stream',
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
      'x-content-type-options': 'nosniff',
    });
    for (const absent of ['content-encoding', 'content-security-policy', 'set-cookie'])
      expect([absent, headers.has(absent)]).toEqual([absent, false]);
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=1000-', 1000, 2_999_999],
    ['bytes=-500', 2_999_500, 2_999_999],
    ['bytes=2999999-9999999', 2_999_999, 2_999_999],
    ['bytes=262143-262144', 262_143, 262_144],
  ])('is sent in part: %s', async (range, first, last) => {
    const { url } = await servingCloud();
    const { status, headers, body } = await ask(url, { range });
    expect(status).toBe(206);
    expect(headers.get('content-range')).toBe(`bytes ${first}-${last}/3000000`);
    expect(headers.get('content-length')).toBe(String(last - first + 1));
    expect(body.equals(bytes.subarray(first, last + 1))).toBe(true);
  });

  it('is sent whole for several ranges, and for what is no range', async () => {
    const { url } = await servingCloud();
    for (const range of ['bytes=0-1,5-6', 'bytes=5-4', 'chunks=1-2']) {
      const { status, headers, body } = await ask(url, { range });
      expect([range, status, headers.get('content-range'), body.length]).toEqual([range, 200, null, bytes.length]);
    }
  });

  it('has nothing beyond its end', async () => {
    const { url, put, link } = await servingCloud();
    const { status, headers, body } = await ask(url, { range: 'bytes=3000000-' });
    expect([status, headers.get('content-range'), body.length]).toEqual([416, 'bytes */3000000', 0]);
    await put(new Uint8Array(), 'graphics/25.4.0/empty/empty.dat');
    const empty = await link('graphics/25.4.0/empty/empty.dat');
    expect((await ask(empty)).headers.get('content-length')).toBe('0');
    expect((await ask(empty, { range: 'bytes=0-' })).headers.get('content-range')).toBe('bytes */0');
  });

  it('is described without being sent, whatever range is asked for', async () => {
    const { url } = await servingCloud();
    const { status, headers, body } = await ask(url, { range: 'bytes=0-99' }, 'HEAD');
    expect([status, headers.get('content-length'), headers.get('content-range'), body.length]).toEqual([
      200,
      '3000000',
      null,
      0,
    ]);
  });

  it('is sent in part only when it is the one that was begun with', async () => {
    const { url } = await servingCloud();
    const etag = await etagAt(url);
    const range = 'bytes=100-199';
    const statusFor = async (ifRange: string) => (await ask(url, { range, 'if-range': ifRange })).status;
    expect(await statusFor(etag)).toBe(206);
    expect(await statusFor(`W/${etag}`)).toBe(200);
    expect(await statusFor('"another"')).toBe(200);
    expect(await statusFor(new Date().toUTCString())).toBe(200);
  });

  it('is not sent to whoever has it, or wants another', async () => {
    const { url } = await servingCloud();
    const etag = await etagAt(url);
    const known = await ask(url, { 'if-none-match': `"x", W/${etag}` });
    expect([known.status, known.headers.get('etag'), known.body.length]).toEqual([304, etag, 0]);
    expect((await ask(url, { 'if-match': '"another"' })).status).toBe(412);
    expect((await ask(url, { 'if-match': etag, range: 'bytes=0-4' })).status).toBe(206);
  });

  it('has the same entity tag after a restart, and another one when another file is in its place', async () => {
    const { url, put, path, folder } = await servingCloud();
    const etag = await etagAt(url);
    const again = await startTestCloud({ clock: fakeClock(), config: { releases: { folder }, releasesUrl: null } });
    expect(await etagAt((await again.parts.releases.link(key)).url)).toBe(etag);
    await put(bytes.toReversed());
    const replaced = await etagAt(url);
    expect(replaced).not.toBe(etag);
    // In place, of the same length, and its time set back: as sly as it can be.
    await writeFile(path, bytes);
    await utimes(path, 0, 0);
    const changed = await etagAt(url);
    await writeFile(path, bytes.toReversed());
    await utimes(path, 0, 0);
    expect(new Set([etag, replaced, changed, await etagAt(url)]).size).toBe(4);
  });

  it('is read to its end although another took its name meanwhile', async () => {
    const { url, put } = await servingCloud();
    const answer = await fetch(url);
    await put(bytes.toReversed());
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('may have a name of 200 letters', async () => {
    const { put, link } = await servingCloud();
    const long = `graphics/${'1'.repeat(40)}/${'a'.repeat(40)}/${'n'.repeat(196)}.exe.chunks`;
    await put(bytes.subarray(0, 9), long);
    expect((await ask(await link(long))).body).toHaveLength(9);
  });
});

describe('an address', () => {
  it('that is forged, expired or of another file is answered alike', async () => {
    const { url, clock, put, link } = await servingCloud();
    await put(bytes, 'graphics/25.4.0/other/other.exe');
    const other = await link('graphics/25.4.0/other/other.exe');
    const [, , , , token = ''] = url.split('/');
    const answers = [];
    const bad = [
      url.replace(token, `${token.slice(0, -2)}AA`),
      url.replace(token, 'x'),
      url.replace(token, ''),
      url.replace('.exe', '.exe.minisig'),
      url.replace(/[^/]*$/, 'undefined'),
      `${url}/more`,
      other.replace(/[^/]*$/, url.split('/').at(-1) ?? ''),
      url.replace(/\/[^/]*$/, ''),
    ];
    for (const address of bad) answers.push(await ask(address));
    expect((await ask(url)).status).toBe(200);
    clock.advance(25 * hour);
    answers.push(await ask(url));
    const [first] = answers;
    expect(first?.status).toBe(403);
    for (const { status, body, headers } of answers) {
      expect([status, body.toString()]).toEqual([403, first?.body.toString()]);
      expect(headers.has('etag')).toBe(false);
    }
  });

  it('never leads out of the folder, or to what is no file', async () => {
    const { folder, link } = await servingCloud();
    const outside = await mkdtemp(join(tmpdir(), 'greenroom-outside-'));
    onTestFinished(() => rm(outside, { recursive: true, force: true }));
    await writeFile(join(outside, 'secret'), 'secret');
    await symlink(join(outside, 'secret'), join(folder, 'graphics', 'away'));
    await symlink(outside, join(folder, 'outside'));
    await symlink('around', join(folder, 'around'));
    for (const at of ['graphics/away', 'outside/secret', 'around/x', 'graphics/25.4.0', 'graphics/gone', `${key}/x`]) {
      const { status, body } = await ask(await link(at));
      expect([at, status, body.includes('secret')]).toEqual([at, 404, false]);
    }
  });

  it('is never logged', async () => {
    const lines: string[] = [];
    const log = createLog('debug', { write: (line) => lines.push(line) });
    const { url, path, cloud } = await servingCloud({ log });
    const [, , , , token = ''] = url.split('/');
    await ask(url);
    await ask(`${url}?download=1`);
    await ask(`${url}x`);
    await cutAfterFirstBytes(url);
    await rename(path, `${path}.gone`);
    await ask(url);
    await cloud.stop();
    // One that was cut is not logged at all.
    expect(lines.filter((line) => line.includes('"path":"/releases/"'))).toHaveLength(4);
    expect(lines.filter((line) => line.includes(token.slice(0, 20)) || line.includes('Graphics'))).toEqual([]);
  });
});

it('lets go of a file whose reader has gone', async () => {
  const { url, path } = await servingCloud();
  const open = () => openFiles().filter((name) => name === path).length;
  for (let time = 0; time < 5; time++) await cutAfterFirstBytes(url);
  await ask(url, { range: 'bytes=9999999-' });
  await ask(url, { 'if-match': '"x"' });
  await ask(url, {}, 'HEAD');
  await waitFor(() => expect(open()).toBe(0));
});

it('serves curl, which goes on where it stopped', async () => {
  const { url, folder } = await servingCloud();
  const part = join(folder, 'part');
  await writeFile(part, bytes.subarray(0, 1_234_567));
  const { stdout } = await run('curl', ['-sS', '-C', '-', '-o', part, '-w', '%{http_code} %{size_download}', url]);
  expect(stdout).toBe(`206 ${bytes.length - 1_234_567}`);
  expect((await readFile(part)).equals(bytes)).toBe(true);
  const head = await run('curl', ['-sSI', url]);
  expect(head.stdout).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  expect(head.stdout).toContain('content-length: 3000000\r\n');
});

async function cutAfterFirstBytes(url: string): Promise<void> {
  const answer = await new Promise<IncomingMessage>((resolve) => request(url, resolve));
  await new Promise((resolve) => answer.once('data', resolve));
  answer.destroy();
}

/** The paths that this process has open. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
}
