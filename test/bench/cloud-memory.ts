import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { smallHeap } from '../../main/adapters/embedded-cloud.ts';
import { at } from '../../build/steps/places.mjs';
import { printFigure } from '../support/figures.ts';
import { freshMachine } from '../support/window.ts';

/** What the embedded cloud with the sample keeps in memory, half a minute after its start; its releases are made meanwhile. */
const cloud = spawn(process.execPath, [smallHeap, at('cloud', 'main.ts'), 'serve', '--embedded', '--sample'], {
  env: { ...process.env, ...freshMachine(), GREENROOM_SAMPLE_RELEASES: 'full' },
  stdio: ['ignore', 'pipe', 'ignore'],
});
await once(cloud.stdout, 'data');
await sleep(30_000);
const [, kilobytes = 'NaN'] = readFileSync(`/proc/${cloud.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/) ?? [];
cloud.kill();
const mebibytes = Number(kilobytes) / 1024;
printFigure('embedded cloud, idle', `${mebibytes.toFixed(0)} MiB`, '<= 200 MiB', mebibytes <= 200);
