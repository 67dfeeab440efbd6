import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startBadServer } from '../support/bad-server/start-bad-server.ts';
import { slowLine } from '../support/bad-server/vices/slow.ts';
import { chunked } from '../support/chunked.ts';
import { seededContent, sha256Of } from '../support/content.ts';
import { bytesOnTheWay } from '../support/downloading/bytes-on-the-way.ts';
import { writeList } from '../support/downloading/download-process.ts';
import type { QueueTask } from '../support/downloading/queue-process.ts';
import { sha256OfFile } from '../support/downloading/sha256-of-file.ts';
import { freshFolder } from '../support/machine.ts';
import { startProcess } from '../support/process.ts';
import { figure, report } from '../support/promise.ts';
import { seededRandom } from '../support/random.ts';

const script = new URL('../support/downloading/queue-process.ts', import.meta.url).pathname;

const until = async (isSo: () => boolean) => {
  while (!isSo()) await sleep(5);
};

/** The whole story with the agent, the cloud and the terminal is in test/e2e/cli/download.test.ts. */
test('R9 the owner of a queue is killed again and again: each time the queue goes on where it was', {
  timeout: figure(60_000, 300_000),
}, async () => {
  const kills = figure(3, 30);
  const size = figure(4, 20) * 1_000_000;
  const random = seededRandom(4);
  const server = await startBadServer();
  onTestFinished(() => server.stop());
  server.misbehave(slowLine(8_000_000));
  const folder = freshFolder();
  const names = ['installer', 'add-on', 'example-project', 'demo-files', 'documentation'];
  const contents = names.map((name) => seededContent(`R9, ${name}`, size));
  const files = contents.map((content, at) => ({
    name: names[at]!,
    size,
    path: join(folder, `${names[at]}.bin`),
    list: writeList(freshFolder(), chunked(content)),
    link: server.put(`/${names[at]}.bin`, content),
  }));
  const task: QueueTask = { folder, files };
  const start = () => startProcess(process.execPath, [script, JSON.stringify(task)]);

  let owner = start();
  onTestFinished(() => owner.kill());
  for (let killed = 0; killed < kills; killed += 1) {
    const due = ((killed + 0.2 + 0.6 * random()) / kills) * size * names.length;
    await until(() => server.handedOut() >= due);
    server.hold();
    await until(() => bytesOnTheWay(server.origin) === 0);
    owner.kill();
    await owner.ended;
    server.release();
    const finished = names.filter((_, at) => existsSync(files[at]!.path));
    owner = start();
    const { queue } = await owner.line((line) => line['queue'] !== undefined);
    // What was done is forgotten with the process, if it came to be noted; the others are there, in their order.
    expect(names).toEqual(expect.arrayContaining(queue as string[]));
    expect(queue).toEqual(expect.arrayContaining(names.filter((name) => !finished.includes(name))));
  }
  await owner.line(({ ended }) => ended === 'done');
  expect(owner.lines.filter(({ failed }) => failed !== undefined)).toEqual([]);
  for (const [at, content] of contents.entries()) expect(await sha256OfFile(files[at]!.path)).toBe(sha256Of(content));
  const share = server.handedOut() / (size * names.length);
  report(
    `R9 (queue): ${names.length} transfers, their owner killed ${kills} times: all whole, ${share.toFixed(3)} x size fetched`,
  );
  // Small files, and two at a time: a kill costs the chunks under way of both.
  expect(share).toBeLessThan(1.15);
});
