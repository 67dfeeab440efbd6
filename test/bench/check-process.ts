import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../build/steps/places.mjs';
import { median, printFigure } from '../support/figures.ts';
import { freshMachine } from '../support/window.ts';

/** The whole process of `greenroom check`, as a licensed program would start it. */
const times: number[] = [];
const env = { ...process.env, ...freshMachine() };
for (let round = 0; round < 20; round++) {
  const start = performance.now();
  spawnSync(process.execPath, [join(root, 'dist/cli/greenroom.js'), 'check', '--product', 'graphics', '--json'], {
    env,
  });
  times.push(performance.now() - start);
}
const middle = median(times);
printFigure('greenroom check, whole process', `${middle.toFixed(0)} ms`, '< 300 ms', middle < 300);
