import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Vice } from '../support/bad-server/answering.ts';
import { type BadServer, startBadServer } from '../support/bad-server/start-bad-server.ts';
import { captivePortal, lyingPortal } from '../support/bad-server/vices/captive-portal.ts';
import { changesMidway } from '../support/bad-server/vices/changes-midway.ts';
import { diesAtOnce, diesEvery } from '../support/bad-server/vices/dies.ts';
import { gzips, noContentLength } from '../support/bad-server/vices/encodings.ts';
import { noEtag, shiftingEtag, weakEtag } from '../support/bad-server/vices/etags.ts';
import { expiringLinks } from '../support/bad-server/vices/expiring-link.ts';
import { ignoresIfRange } from '../support/bad-server/vices/ignores-if-range.ts';
import { noRanges } from '../support/bad-server/vices/no-ranges.ts';
import { redirects } from '../support/bad-server/vices/redirects.ts';
import { noSuchRange, refuses } from '../support/bad-server/vices/refuses.ts';
import { servesElsewhere } from '../support/bad-server/vices/serves-elsewhere.ts';
import { silent, stalls } from '../support/bad-server/vices/stalls.ts';
import { slow } from '../support/bad-server/vices/slow.ts';
import { endless, tooFew, tooMany } from '../support/bad-server/vices/wrong-amounts.ts';
import { wrongBytes } from '../support/bad-server/vices/wrong-bytes.ts';
import {
  noContentRange,
  wrongLength,
  wrongOffset,
  wrongTotal,
} from '../support/bad-server/vices/wrong-content-range.ts';
import { chunked } from '../support/chunked.ts';
import { seededContent } from '../support/content.ts';
import { createHurriedRun, createRun } from '../support/downloading/create-run.ts';
import { startDownload, writeList } from '../support/downloading/download-process.ts';
import { hurriedClock } from '../support/downloading/hurried-clock.ts';
import { foundAt, type Outcome, runDownload } from '../support/downloading/run-download.ts';
import { selfSigned } from '../support/loopback.ts';
import { freshFolder } from '../support/machine.ts';
import { figure, report } from '../support/promise.ts';

const megabyte = 1_000_000;
const size = figure(6, 100) * megabyte;
const content = seededContent('R12', size);
const other = seededContent('R12, another file', size);
const right = content.read(0, size);
const chunks = chunked(content);

const path = '/graphics/installer.bin';

type Verdict = 'right file' | 'no-ranges' | 'wrong-answer' | 'link-refused' | 'not-there' | 'source-differs';

/** Every way we know in which a server can be bad, and what becomes of a download that meets it. */
const table: [vice: string, becomes: Verdict, ...vices: Vice[]][] = [
  ['none at all', 'right file'],
  ['no tag', 'right file', noEtag],
  ['a weak tag', 'right file', weakEtag],
  ['another tag with each answer', 'right file', shiftingEtag],
  ['ignores If-Range', 'right file', ignoresIfRange],
  ['no length of the body', 'right file', noContentLength],
  ['dies every 5 MB', 'right file', diesEvery(5 * megabyte)],
  ['dies every 50 kB', 'right file', slow(20 * megabyte), diesEvery(50_000)],
  ['dies at once, ten times', 'right file', diesAtOnce(10)],
  ['trickles', 'right file', slow(size / 8)],
  ['stalls in one answer of three', 'right file', stalls(100_000, 3)],
  ['never answers four questions', 'right file', silent(4)],
  ['flips a byte in every 2 MB', 'right file', wrongBytes(2 * megabyte)],
  ['503 with Retry-After in seconds', 'right file', refuses(503, 6, { seconds: 3, as: 'seconds' })],
  ['503 with Retry-After as a date', 'right file', refuses(503, 6, { seconds: 3, as: 'date' })],
  ['503 without Retry-After', 'right file', refuses(503, 6)],
  ['429', 'right file', refuses(429, 6, { seconds: 1, as: 'seconds' })],
  ['500 a few times', 'right file', refuses(500, 6)],
  ['a captive portal for a while', 'right file', captivePortal(4)],
  ['a captive portal that keeps the head, for a while', 'right file', lyingPortal(4)],

  ['no ranges', 'no-ranges', noRanges],
  ['no ranges, no tag, no length', 'no-ranges', noRanges, noEtag, noContentLength],
  ['a captive portal for ever', 'wrong-answer', captivePortal(Infinity)],
  ['416 whatever is asked', 'source-differs', noSuchRange],
  ['a range from elsewhere', 'wrong-answer', wrongOffset],
  ['a range of another length', 'wrong-answer', wrongLength],
  ['a range of a file of another size', 'source-differs', wrongTotal],
  ['206 without a range', 'wrong-answer', noContentRange],
  ['more bytes than asked', 'wrong-answer', tooMany(1000)],
  ['fewer bytes than asked', 'wrong-answer', tooFew(1000)],
  ['compresses', 'wrong-answer', gzips],
  ['bytes without end', 'right file', endless],
  ['403', 'link-refused', refuses(403, Infinity)],
  ['404', 'not-there', refuses(404, Infinity)],

  ['says the right range, sends the bytes beside it', 'source-differs', servesElsewhere(64)],
  ['a captive portal that keeps the head, for ever', 'source-differs', lyingPortal(Infinity)],
  ['flips a byte in every 10 kB', 'source-differs', wrongBytes(10_000)],
  ['changes the file midway', 'source-differs', diesEvery(megabyte), changesMidway(path, size / 4, other, 'new tag')],
  [
    'changes the file midway, same tag',
    'source-differs',
    diesEvery(megabyte),
    changesMidway(path, size / 4, other, 'same tag'),
  ],
  [
    'changes the file midway, no tag',
    'source-differs',
    noEtag,
    diesEvery(megabyte),
    changesMidway(path, size / 4, other, 'new tag'),
  ],
  [
    'changes the file midway, ignores If-Range',
    'source-differs',
    ignoresIfRange,
    diesEvery(megabyte),
    changesMidway(path, size / 4, other, 'new tag'),
  ],
];

async function goodServer() {
  const server = await startBadServer();
  onTestFinished(() => server.stop());
  return server;
}

const verdictOf = ({ failure }: Outcome) => {
  if (failure === null) return 'right file';
  return failure.code === 'source-unusable' ? (failure.details as { why: string }).why : failure.code;
};

describe('R12 a bad server: the right file or a clear failure, never a wrong file', () => {
  test.each(table)('%s: %s', { timeout: figure(20_000, 120_000) }, async (_, becomes, ...vices) => {
    const server = await goodServer();
    const url = server.put(path, content, '"1"');
    server.misbehave(...vices);
    const file = join(freshFolder(), 'installer.bin');
    const run = createHurriedRun();
    const outcome = await runDownload(run, { path: file, chunks, link: async () => url });
    expect(verdictOf(outcome)).toBe(becomes);
    expect(foundAt(file, right)).toBe(becomes === 'right file' ? 'the file' : 'nothing');
    if (becomes === 'right file') return;

    // The next honest one goes on with what is verified.
    // Questions that were given up on their way have arrived by then.
    await sleep(50);
    server.put(path, content, '"2"');
    server.misbehave();
    const before = server.exchanges.length;
    expect(verdictOf(await runDownload(run, { path: file, chunks, link: async () => url }))).toBe('right file');
    expect(foundAt(file, right)).toBe('the file');
    const since = server.exchanges.slice(before).reduce((sum, { handedOut }) => sum + handedOut, 0);
    expect(since).toBeLessThanOrEqual(size - (outcome.progress?.verifiedBytes ?? 0));
  });
});

describe('R12 redirects', () => {
  async function follow(vice: (server: BadServer, far: BadServer) => Vice[]) {
    const [server, far] = [await goodServer(), await goodServer()];
    const url = server.put(path, content);
    server.put('/moved.bin', content);
    far.put('/far.bin', content);
    server.misbehave(...vice(server, far));
    const file = join(freshFolder(), 'installer.bin');
    const carrying = url.replace('//', '//jo:secret@');
    const outcome = await runDownload(createHurriedRun(), { path: file, chunks, link: async () => carrying });
    const is = verdictOf(outcome);
    expect(foundAt(file, right)).toBe(is === 'right file' ? 'the file' : 'nothing');
    return { is, server, far };
  }

  test.each([302, 308])('%d to another file of the same server is followed', async (status) => {
    expect(await follow(() => [redirects(path, '/moved.bin', status)])).toMatchObject({ is: 'right file' });
  });

  test('to another server: the file is right, and that server learns no secrets', async () => {
    const { is, server, far } = await follow((_, { origin }) => [redirects(path, `${origin}/far.bin`)]);
    expect(is).toBe('right file');
    expect(server.exchanges[0]?.headers.authorization).toMatch(/^Basic /);
    expect(far.exchanges.length).toBeGreaterThan(0);
    for (const { headers } of far.exchanges) {
      expect(headers.authorization).toBeUndefined();
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
    }
  });

  test('in a circle: given up', async () => {
    const { is, server } = await follow(() => [redirects(path, path)]);
    expect(is).toBe('wrong-answer');
    expect(server.exchanges.length).toBeLessThan(200);
  });

  test('to a port where nobody is, or to another protocol: given up, nothing is opened', async () => {
    const { is } = await follow(() => [redirects(path, 'file:///etc/passwd')]);
    expect(is).toBe('wrong-answer');
  });

  test('from https to http: never', async () => {
    const certificate = selfSigned();
    const [secure, open] = [await startBadServer({ certificate }), await goodServer()];
    onTestFinished(() => secure.stop());
    secure.misbehave(redirects(path, open.put('/far.bin', content)));
    const folder = freshFolder();
    const authority = join(folder, 'authority.pem');
    writeFileSync(authority, certificate.cert);
    const task = {
      path: join(folder, 'installer.bin'),
      list: writeList(folder, chunks),
      link: secure.put(path, content),
    };
    const downloading = startDownload(task, { NODE_EXTRA_CA_CERTS: authority });
    onTestFinished(() => downloading.kill());
    expect(await downloading.line(({ ended }) => ended !== undefined)).toMatchObject({
      ended: 'source-unusable',
      details: { why: 'insecure-redirect' },
    });
    expect(secure.exchanges.length).toBeGreaterThan(0);
    expect(open.exchanges).toEqual([]);
    expect(foundAt(task.path, right)).toBe('nothing');
  });
});

test.each([403, 410] as const)(
  'R12 links that expire with %d every 2 MB are renewed, and no chunk is lost',
  async (status) => {
    const server = await goodServer();
    const links = expiringLinks(server.put(path, content), 2 * megabyte, status);
    server.misbehave(diesEvery(megabyte), links.vice);
    const file = join(freshFolder(), 'installer.bin');
    const outcome = await runDownload(createHurriedRun(), { path: file, chunks, link: links.link });
    expect(outcome.failure).toBeNull();
    expect(foundAt(file, right)).toBe('the file');
    expect(links.issued()).toBeGreaterThan(1);
    expect(outcome.notes).toContainEqual({ code: 'link-renewed' });
    expect(server.handedOut()).toBeLessThanOrEqual(1.02 * size);
  },
);

test.each(['seconds', 'date'] as const)('R12 a server that asks for a pause (%s) gets it', async (as) => {
  const server = await goodServer();
  const url = server.put(path, content);
  server.misbehave(refuses(503, 4, { seconds: 20, as }));
  const clock = hurriedClock(200);
  const outcome = await runDownload(createRun({ clock }), {
    path: join(freshFolder(), 'x'),
    chunks,
    link: async () => url,
  });
  expect(outcome.failure).toBeNull();
  expect(Math.max(...clock.sleeps)).toBeGreaterThan(18_000);
});

afterAll(() =>
  report(`R12: ${table.length} kinds of bad servers, ${size} bytes: each the right file or a clear failure`),
);
