/**
 * Walks a machine through a pick and a heartbeat in a real process that kills itself, as a power cut would, right before
 * step `GREENROOM_DIE_AT` of what it does to the disk. Prints the steps it has done.
 */
import { writeSync } from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { answerTo, heartbeat, openMachine } from './machine.ts';
import { testCloud, testLease } from './signed-files.ts';

const dieAt = Number(process.env['GREENROOM_DIE_AT']);
let steps = 0;

/** Counts one step; the process does not survive the last. */
function step(): void {
  if (++steps === dieAt) process.kill(process.pid, 'SIGKILL');
}

/** Calls through, after a step for each function that changes the disk. */
function counted<Target extends object>(target: Target, changing: readonly string[]): Target {
  return new Proxy(target, {
    get(from, name) {
      const value: unknown = Reflect.get(from, name);
      if (typeof value !== 'function') return value;
      if (!changing.includes(String(name))) return value.bind(from) as unknown;
      return async (...args: unknown[]) => {
        step();
        const result: unknown = await Reflect.apply(value, from, args);
        return name === 'open' && typeof result === 'object' && result !== null
          ? counted(result, ['writeFile', 'sync', 'close'])
          : result;
      };
    },
  });
}

const fs = counted({ ...nodeFiles }, ['link', 'mkdir', 'open', 'rename', 'unlink']);
const cloud = testCloud();
const folder = process.env['GREENROOM_STATE'] ?? '';
const say = (line: string) => writeSync(1, `${line}\n`);

const machine = await openMachine({ folder, fs });
say(`machine ${machine.machine().id}`);
await machine.pin(cloud.trustRootFile);
say('pinned');
for (const round of [1, 2, 3]) {
  const call = await machine.openCall(heartbeat);
  say(`counter ${round}`);
  const leases = round === 3 ? [] : [testLease({ id: `lease-${round}` })];
  await machine.applyAnswer(call, answerTo(cloud, call, { sequence: round, leases }));
  say(`applied ${round}`);
}
await machine.rename('OB-1');
say('renamed');
say(`steps ${steps}`);
