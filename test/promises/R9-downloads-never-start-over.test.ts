import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startBadServer } from '../support/bad-server/start-bad-server.ts';
import { slowLine } from '../support/bad-server/vices/slow.ts';
import { chunked } from '../support/chunked.ts';
import { seededContent, sha256Of } from '../support/content.ts';
import { startDownload, writeList } from '../support/downloading/download-process.ts';
import { bytesOnTheWay } from '../support/downloading/bytes-on-the-way.ts';
import { sha256OfFile } from '../support/downloading/sha256-of-file.ts';
import { freshFolder } from '../support/machine.ts';
import { figure, report } from '../support/promise.ts';
import { seededRandom } from '../support/random.ts';

const megabyte = 1_000_000;
/** Of all connections together. */
const speed = 16 * megabyte;

type Interruption = 'cut' | 'killed' | 'stopped';

/** In chance order: kill -9, an orderly end as before a reboot, and for the rest connections that are cut. */
function interruptions(count: number, kills: number, stops: number, random: () => number): Interruption[] {
  const kinds = Array.from({ length: count }, (_, at): Interruption => {
    if (at < kills) return 'killed';
    return at < kills + stops ? 'stopped' : 'cut';
  });
  return kinds
    .map((kind) => ({ kind, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await sleep(5);
};

test('R9 cut again and again, kill -9 included: nothing is fetched twice', {
  timeout: figure(60_000, 600_000),
}, async () => {
  const size = figure(80, 500) * megabyte;
  const cuts = figure(10, 50);
  const kills = figure(3, 15);
  const stops = figure(1, 10);
  const content = seededContent('R9', size);
  const random = seededRandom(9);
  const server = await startBadServer();
  onTestFinished(() => server.stop());
  server.misbehave(slowLine(speed));
  const folder = freshFolder();
  const task = {
    path: join(folder, 'installer.bin'),
    list: writeList(folder, chunked(content)),
    link: server.put('/installer.bin', content),
  };

  let downloading = startDownload(task);
  onTestFinished(() => downloading.kill());
  const kinds = interruptions(cuts, kills, stops, random);
  for (const [at, kind] of kinds.entries()) {
    const due = ((at + 0.2 + 0.6 * random()) / cuts) * size;
    await until(() => server.handedOut() >= due);
    if (kind === 'cut') server.cut();
    else {
      // On a line of a hotel hardly anything is on its way; here, as much as the system likes to keep for a process that is late.
      server.hold();
      await until(() => bytesOnTheWay(server.origin) === 0);
      downloading.kill(kind === 'killed' ? 'SIGKILL' : 'SIGTERM');
      await downloading.ended;
      server.release();
      downloading = startDownload(task);
    }
    expect(existsSync(task.path)).toBe(false);
  }
  expect(await downloading.line(({ ended }) => ended !== undefined)).toMatchObject({ ended: 'done' });

  expect(await sha256OfFile(task.path)).toBe(sha256Of(content));
  expect(readdirSync(folder).toSorted()).toEqual(['installer.bin', 'list.chunks']);
  const share = server.handedOut() / size;
  report(
    `R9: ${size / megabyte} MB, cut ${cuts} times, ${kills} of them kill -9 and ${stops} reboots: ${share.toFixed(4)} x size fetched`,
  );
  expect(share).toBeLessThanOrEqual(1.02);
});

test('R9 killed at any moment: the file is not there yet, or it is the right one', {
  timeout: figure(60_000, 600_000),
}, async () => {
  const size = 8 * megabyte;
  const kills = figure(20, 200);
  const content = seededContent('R9, killed', size);
  const right = sha256Of(content);
  const random = seededRandom(99);
  const server = await startBadServer();
  onTestFinished(() => server.stop());
  server.misbehave(slowLine(16 * megabyte));
  const link = server.put('/installer.bin', content);
  const folder = freshFolder();
  const list = writeList(folder, chunked(content));
  /** Soon after the start, while it looks at what is there; or when so much more has come. */
  async function moment(isOver: () => boolean): Promise<void> {
    const due = server.handedOut() + random() * 0.4 * size;
    if (random() < 0.3) await sleep(random() * 400);
    else await until(() => isOver() || server.handedOut() >= due);
  }
  let finished = 0;
  let killed = 0;
  for (let isWhole = true; killed < kills || !isWhole; ) {
    const path = join(folder, `installer-${finished}.bin`);
    const downloading = startDownload({ path, list, link });
    let isOver = false;
    const ended = downloading.ended.then(() => (isOver = true));
    await Promise.race(killed < kills ? [ended, moment(() => isOver)] : [ended]);
    if (!isOver) {
      downloading.kill();
      killed += 1;
    }
    await ended;
    expect(['done', undefined]).toContain(downloading.lines.at(-1)?.['ended']);
    isWhole = existsSync(path);
    if (!isWhole) continue;
    expect(await sha256OfFile(path)).toBe(right);
    finished += 1;
  }
  report(`R9 (killed): ${killed} times, ${finished} files finished between, none of them wrong`);
  expect(finished).toBeGreaterThan(0);
});
