import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sampleReleases } from '#cloud/sample/releases/all.ts';
import { at } from '../../../build/steps/places.mjs';

interface Cloud {
  process: ChildProcess;
  said: string[];
}

it('a cloud that is stopped or killed takes the maker of its releases along, and the next start makes the rest', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-sample-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));

  const first = await start(folder, 'full');
  const maker = await makerOf(first);
  await untilReleases(folder, 1);
  first.process.kill('SIGTERM');
  expect(await once(first.process, 'exit')).toEqual([0, null]);
  expect(isRunning(maker)).toBe(false);
  expect(first.said.join('')).toBe('');

  const second = await start(folder, 'small');
  const killed = await makerOf(second);
  second.process.kill('SIGKILL');
  await expect.poll(() => isRunning(killed), { timeout: 20_000 }).toBe(false);

  const third = await start(folder, 'small');
  await untilReleases(folder, sampleReleases.length);
  third.process.kill('SIGTERM');
  expect(await once(third.process, 'exit')).toEqual([0, null]);
}, 120_000);

async function start(folder: string, size: 'full' | 'small'): Promise<Cloud> {
  const child = spawn(process.execPath, [at('cloud', 'main.ts'), 'serve', '--embedded', '--sample'], {
    env: { ...process.env, GREENROOM_DATA: folder, GREENROOM_LOG_LEVEL: 'warn', GREENROOM_SAMPLE_RELEASES: size },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await once(child.stdout, 'data');
  return { process: child, said };
}

/** How many releases are published; their manifests are put last. */
async function untilReleases(folder: string, count: number): Promise<void> {
  const published = () => globSync(join(folder, 'releases', '*', '*', '*.release-manifest')).length;
  await expect.poll(published, { timeout: 60_000, interval: 50 }).toBeGreaterThanOrEqual(count);
}

async function makerOf(cloud: Cloud): Promise<number> {
  await expect.poll(() => makers(cloud).length, { timeout: 20_000, interval: 20 }).toBe(1);
  return makers(cloud)[0] ?? 0;
}

/** The processes that a process has started. */
function makers({ process: { pid } }: Cloud): number[] {
  const children = `/proc/${pid}/task/${pid}/children`;
  return existsSync(children) ? readFileSync(children, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
}

const isRunning = (pid: number) => existsSync(`/proc/${pid}`);
