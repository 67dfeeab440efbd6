/**
 * Walks a machine through what `GREENROOM_WALK` names in a real process that kills itself, as a power cut would, right
 * before step `GREENROOM_DIE_AT` of what it does to the disk. Prints the steps it has done.
 */
import { writeSync } from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { day } from '#shared/models/time.ts';
import { answerToRequest, offlineLease, receiptFor } from './carrying.ts';
import { answerTo, heartbeat, introduction, openMachine } from './machine.ts';
import { rotatedCloud } from './rotated-cloud.ts';
import { noon, testCloud, testLease } from './signed-files.ts';

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

const walks: Record<string, () => Promise<void>> = {
  /** Over the network: three answers, the last without a lease. */
  async network() {
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
  },
  /** By file: a request, its answer, the acknowledgement, a renewal that comes with newer keys, a return and its receipt. */
  async files() {
    const asked = await machine.makeRequest({ purpose: 'activate', wanted: null, ...introduction });
    say(`requested ${asked.request}`);
    await machine.applyCarried(answerToRequest(cloud, asked.file, { sequence: 1 }));
    say('applied 1');
    await machine.acknowledgement();
    say('counter 2');
    const again = await machine.makeRequest({ purpose: 'renew', wanted: null, ...introduction });
    say(`requested ${again.request}`);
    say('counter 3');
    const newer = rotatedCloud(cloud);
    const leases = [offlineLease({ leaseEndsAt: noon + 60 * day })];
    await machine.applyCarried(`${newer.trustRootFile}${answerToRequest(newer, again.file, { sequence: 2, leases })}`);
    say('applied 2');
    await machine.keepTime();
    const proof = await machine.giveBackByFile('lease-1');
    say(`proof ${Buffer.from(proof.text).toString('base64')}`);
    say('counter 4');
    await machine.applyCarried(receiptFor(newer, proof));
    say('received');
  },
  /** A lease that is here is given back by file. */
  async return() {
    const proof = await machine.giveBackByFile('lease-1');
    say(`proof ${Buffer.from(proof.text).toString('base64')}`);
  },
  async renewIdentity() {
    say(`renewed ${(await machine.renewIdentity()).id}`);
  },
};

say(`machine ${machine.machine().id}`);
await walks[process.env['GREENROOM_WALK'] ?? 'network']?.();
say(`steps ${steps}`);
