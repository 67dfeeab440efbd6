import { onTestFinished, describe, expect, test } from 'vitest';
import { startBadServer } from '../../support/bad-server/start-bad-server.ts';
import type { Vice } from '../../support/bad-server/answering.ts';
import { captivePortal, lyingPortal } from '../../support/bad-server/vices/captive-portal.ts';
import { changesMidway } from '../../support/bad-server/vices/changes-midway.ts';
import { diesEvery } from '../../support/bad-server/vices/dies.ts';
import { gzips } from '../../support/bad-server/vices/encodings.ts';
import { noEtag, weakEtag } from '../../support/bad-server/vices/etags.ts';
import { expiringLinks } from '../../support/bad-server/vices/expiring-link.ts';
import { ignoresIfRange } from '../../support/bad-server/vices/ignores-if-range.ts';
import { noRanges } from '../../support/bad-server/vices/no-ranges.ts';
import { redirects } from '../../support/bad-server/vices/redirects.ts';
import { noSuchRange, refuses } from '../../support/bad-server/vices/refuses.ts';
import { servesElsewhere } from '../../support/bad-server/vices/serves-elsewhere.ts';
import { slow } from '../../support/bad-server/vices/slow.ts';
import { stalls } from '../../support/bad-server/vices/stalls.ts';
import { tooFew, tooMany } from '../../support/bad-server/vices/wrong-amounts.ts';
import { wrongBytes } from '../../support/bad-server/vices/wrong-bytes.ts';
import { wrongLength, wrongOffset, wrongTotal } from '../../support/bad-server/vices/wrong-content-range.ts';
import { seededContent } from '../../support/content.ts';

const content = seededContent('a file', 300_000);
const wanted = content.read(1000, 101_000);

async function serving(...vices: readonly Vice[]) {
  const server = await startBadServer();
  onTestFinished(() => server.stop());
  const url = server.put('/file.bin', content, '"1"');
  server.misbehave(...vices);
  return { server, url };
}

async function ask(url: string, headers: Record<string, string> = {}) {
  const signal = AbortSignal.timeout(5_000);
  const response = await fetch(url, {
    headers: { range: 'bytes=1000-100999', ...headers },
    redirect: 'manual',
    signal,
  });
  const said = Object.fromEntries(response.headers);
  const body = await response.arrayBuffer().then(Buffer.from, () => null);
  return { status: response.status, said, body };
}

test('content is the same from wherever it is read', () => {
  const whole = content.read(0, content.size);
  expect(content.read(12_345, 23_456)).toEqual(whole.subarray(12_345, 23_456));
  expect(content.read(299_990, 999_999)).toEqual(whole.subarray(299_990));
});

test('without vices it is a good server, and it counts', async () => {
  const { server, url } = await serving();
  const answer = await ask(url);
  expect(answer).toMatchObject({ status: 206, body: wanted });
  expect(answer.said).toMatchObject({ etag: '"1"', 'content-range': 'bytes 1000-100999/300000' });
  expect(await ask(url, { 'if-range': '"1"' })).toMatchObject({ status: 206 });
  expect(await ask(url, { 'if-range': '"2"' })).toMatchObject({ status: 200, body: content.read(0, content.size) });
  expect(await ask(url, { range: 'bytes=300000-' })).toMatchObject({ status: 416 });
  expect((await ask(`${server.origin}/other`)).status).toBe(404);
  expect(server.exchanges.slice(0, 3).map(({ handedOut }) => handedOut)).toEqual([100_000, 100_000, 300_000]);
});

describe('each vice does what it says', () => {
  const flips = (body: Buffer | null) => body?.filter((byte, at) => byte !== wanted[at]).length;
  const rows: [string, Vice, (answer: Awaited<ReturnType<typeof ask>>) => void][] = [
    ['no ranges', noRanges, ({ status, body }) => expect([status, body?.length]).toEqual([200, 300_000])],
    ['no tag', noEtag, ({ said }) => expect(said['etag']).toBeUndefined()],
    ['weak tag', weakEtag, ({ said }) => expect(said['etag']).toBe('W/"1"')],
    ['offset', wrongOffset, ({ said }) => expect(said['content-range']).toBe('bytes 1001-101000/300000')],
    ['length', wrongLength, ({ said }) => expect(said['content-range']).toBe('bytes 1000-101009/300000')],
    ['total', wrongTotal, ({ said }) => expect(said['content-range']).toBe('bytes 1000-100999/300001')],
    ['elsewhere', servesElsewhere(16), ({ body }) => expect(body).toEqual(content.read(1016, 101_016))],
    ['wrong bytes', wrongBytes(10_000), ({ body }) => expect(flips(body)).toBeGreaterThan(1)],
    ['too many', tooMany(7), ({ body }) => expect(body?.length).toBe(100_007)],
    ['too few', tooFew(7), ({ body }) => expect(body).toEqual(wanted.subarray(0, -7))],
    ['dies', diesEvery(50_000), ({ status, body }) => expect([status, body]).toEqual([206, null])],
    ['stalls', stalls(50_000), ({ status, body }) => expect([status, body]).toEqual([206, null])],
    ['gzip', gzips, ({ said, body }) => expect([said['content-encoding'], body]).toEqual(['gzip', wanted])],
    [
      'portal',
      captivePortal(1),
      ({ status, body }) => expect([status, String(body)]).toEqual([200, expect.stringContaining('Hotel')]),
    ],
    ['lying portal', lyingPortal(1), ({ status, body }) => expect([status, body?.length]).toEqual([206, 100_000])],
    ['416', noSuchRange, ({ status }) => expect(status).toBe(416)],
    [
      'busy',
      refuses(503, 1, { seconds: 2, as: 'seconds' }),
      ({ status, said }) => expect([status, said['retry-after']]).toEqual([503, '2']),
    ],
    [
      'redirect',
      redirects('/file.bin', '/b'),
      ({ status, said }) => expect([status, said['location']]).toEqual([302, '/b']),
    ],
  ];
  test.each(rows)('%s', async (_, vice, verify) => {
    verify(await ask((await serving(vice)).url));
  });
});

test('a server that ignores If-Range gives the range of the other file', async () => {
  const { url } = await serving(ignoresIfRange);
  expect(await ask(url, { 'if-range': '"2"' })).toMatchObject({ status: 206, body: wanted });
});

test('a file changes midway', async () => {
  const { url } = await serving(changesMidway('/file.bin', 100_000, seededContent('another', 300_000), 'new tag'));
  expect((await ask(url)).body).toEqual(wanted);
  expect(await ask(url, { 'if-range': '"1"' })).toMatchObject({ status: 200 });
  expect((await ask(url)).body).toEqual(seededContent('another', 300_000).read(1000, 101_000));
});

test('a link expires, and a new one works', async () => {
  const { server, url } = await serving();
  const links = expiringLinks(url, 150_000, 410);
  server.misbehave(links.vice);
  const first = await links.link();
  expect((await ask(first)).status).toBe(206);
  expect((await ask(first)).status).toBe(206);
  expect((await ask(first)).status).toBe(410);
  expect((await ask(await links.link())).body).toEqual(wanted);
});

test('a slow line is as slow as it says', async () => {
  const { url } = await serving(slow(400_000));
  const passes: number[] = [];
  for (let pass = 0; pass < 3; pass += 1) {
    const started = performance.now();
    expect((await ask(url)).body).toEqual(wanted);
    passes.push((performance.now() - started) / 1000);
  }
  // What a busy machine adds is not the line: the quickest pass tells how slow that is.
  const seconds = Math.min(...passes);
  expect(seconds).toBeGreaterThan(0.15);
  expect(seconds).toBeLessThan(0.6);
});
