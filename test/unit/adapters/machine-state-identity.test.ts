import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Failure } from '#shared/errors.ts';
import { answerToRequest, offlineLease, pushed } from '../../support/carrying.ts';
import {
  answerTo,
  freshFolder,
  heartbeat,
  introduction,
  openMachine,
  saidIn,
  standingClock,
} from '../../support/machine.ts';
import { rotatedCloud } from '../../support/rotated-cloud.ts';
import { noon, testCloud } from '../../support/signed-files.ts';

const activate = { purpose: 'activate', wanted: null, ...introduction } as const;

const first = testCloud();
const second = rotatedCloud(first);
const third = rotatedCloud(second);

async function licensed(cloud = first) {
  const folder = freshFolder();
  const machine = await openMachine({ folder });
  await machine.pin(cloud.trustRootFile);
  const { file } = await machine.makeRequest(activate);
  await machine.applyCarried(answerToRequest(cloud, file, { leases: [offlineLease()] }));
  return { folder, machine, again: () => openMachine({ folder }) };
}

describe('trust roots', () => {
  test('several versions in one text: step by step to the newest; only that one is kept', async () => {
    const { machine, folder } = await licensed();
    const text = [third, first, second].map(({ trustRootFile }) => trustRootFile).join('\n');
    expect(await machine.pin(text)).toMatchObject({ version: 3 });
    expect(readFileSync(join(folder, 'trust-root'), 'utf8').match(/BEGIN/g)).toHaveLength(1);
    expect(await machine.pin(text)).toMatchObject({ version: 3 });
    expect((await openMachine({ folder })).pinned()).toMatchObject({ version: 3 });
  });

  test('without a pin the newest is shown; with one, a gap is not jumped', async () => {
    const machine = await openMachine({ folder: freshFolder() });
    const text = `${first.trustRootFile}${second.trustRootFile}`;
    expect(await machine.readTrustRoot(text)).toMatchObject({ version: 2 });
    expect(machine.pinned()).toBeNull();
    const { machine: behind } = await licensed();
    const refused = await behind.pin(third.trustRootFile).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'answer-refused', details: { refusal: 'untrusted-key' } });
    expect((refused as Failure).cause).toMatchObject({ code: 'file-refused' });
  });

  test('a license signed with a newer key works from the same stick as the roots that lead to it', async () => {
    const { machine, folder, again } = await licensed();
    const license = pushed(third, machine.machine().id, { sequence: 2 });
    await expect(machine.applyCarried(license)).rejects.toMatchObject({
      details: { refusal: { code: 'untrusted-key' } },
    });
    const applied = await machine.applyCarried(`${license}${third.trustRootFile}${second.trustRootFile}`);
    expect(applied).toMatchObject({ license: { sequence: 2 }, root: { version: 3 } });
    expect(machine.leases()).toHaveLength(1);
    expect((await again()).leases()).toHaveLength(1);
    expect(readdirSync(join(folder, 'leases'))).toEqual(['current.license']);
  });

  test('newer roots alone are applied, too; a key that is in none of them any more signs for nothing', async () => {
    const { machine, again } = await licensed();
    expect(await machine.applyCarried(second.trustRootFile)).toMatchObject({ license: null, root: { version: 2 } });
    expect(machine.leases()).toEqual([]);
    const next = await again();
    expect(next.leases()).toEqual([]);
    expect(next.notices()).toEqual([]);
    await next.applyCarried(pushed(second, next.machine().id, { sequence: 2 }));
    expect(next.leases()).toHaveLength(1);
  });

  test('a trust root that was lost is pinned anew, and the license counts again', async () => {
    const { folder, again } = await licensed();
    writeFileSync(join(folder, 'trust-root'), 'damaged');
    const machine = await again();
    expect(machine.leases()).toEqual([]);
    await machine.pin(first.trustRootFile);
    expect(machine.leases()).toHaveLength(1);
  });

  test('killed while both change: the next start finds the new state, or the old', async () => {
    for (const dying of ['trust-root', 'current.license']) {
      const { folder, machine: before } = await licensed();
      const stick = `${pushed(second, before.machine().id, { sequence: 2 })}${second.trustRootFile}`;
      const rename: typeof nodeFiles.rename = (from, to) =>
        String(to).endsWith(dying) ? Promise.reject(new Error('killed')) : nodeFiles.rename(from, to);
      const machine = await openMachine({ folder, fs: { ...nodeFiles, rename } });
      await expect(machine.applyCarried(stick)).rejects.toThrow('killed');
      const next = await openMachine({ folder });
      expect(next.leases()).toHaveLength(1);
      expect(next.pinned()?.version).toBe(dying === 'trust-root' ? 1 : 2);
      expect(readdirSync(join(folder, 'leases'))).toEqual(['current.license']);
    }
  });
});

describe('identity', () => {
  test('renewed: another machine with nothing of the old one, and the same cloud', async () => {
    const { machine, folder, again } = await licensed();
    const old = machine.machine();
    const call = await machine.openCall(heartbeat);
    await machine.makeRequest(activate);
    const renewed = await machine.renewIdentity();
    expect(renewed).toMatchObject({ name: old.name });
    expect(renewed.id).not.toBe(old.id);
    expect(machine.leases()).toEqual([]);
    expect(machine.offline()).toEqual({ requests: [], returns: [], acknowledgement: null });
    expect(machine.pinned()?.cloud).toBe(first.trustRoot.cloud);
    await expect(machine.applyAnswer(call, answerTo(first, call))).rejects.toMatchObject({ code: 'answer-refused' });
    const next = await again();
    expect(next.machine()).toEqual(renewed);
    expect(saidIn(await next.openCall(heartbeat))).toMatchObject({ counter: 1, applied: null });
    expect(readdirSync(join(folder, 'leases'))).toEqual(['previous.license']);
  });

  test('killed while it is renewed: the old machine, or the new one', async () => {
    for (const dying of ['previous.license', 'machine.key', 'machine.json']) {
      const { folder, machine: before } = await licensed();
      await before.giveBackByFile('lease-1');
      await before.applyCarried(
        pushed(first, before.machine().id, { sequence: 2, leases: [offlineLease({ id: 'lease-2' })] }),
      );
      let writes = 0;
      const rename: typeof nodeFiles.rename = (from, to) =>
        // The first record is only a check that the disk can be written.
        String(to).endsWith(dying) && (dying !== 'machine.json' || ++writes > 1)
          ? Promise.reject(new Error('killed'))
          : nodeFiles.rename(from, to);
      const machine = await openMachine({ folder, fs: { ...nodeFiles, rename } });
      await expect(machine.renewIdentity()).rejects.toThrow('killed');
      const next = await openMachine({ folder });
      const isNew = dying === 'machine.json';
      expect(next.machine().id === before.machine().id).toBe(!isNew);
      expect(next.leases().map(({ id }) => id)).toEqual(dying === 'previous.license' ? ['lease-2'] : []);
      expect(next.offline().returns).toHaveLength(isNew ? 0 : 1);
    }
  });

  test('wiped: nothing of it is left, this process makes no other, and the next start does', async () => {
    const { machine, folder, again } = await licensed();
    const old = machine.machine().id;
    writeFileSync(join(folder, 'machine.key.damaged-2026'), 'an old key');
    writeFileSync(join(folder, '.machine.key.0a1b2c.tmp'), 'half a key');
    const removed = await machine.wipeIdentity();
    expect(removed.map((path) => path.slice(folder.length + 1))).toEqual([
      '.machine.key.0a1b2c.tmp',
      'machine.key',
      'machine.key.damaged-2026',
      'machine.json',
      join('leases', 'current.license'),
    ]);
    expect(machine.leases()).toEqual([]);
    await machine.keepTime();
    await machine.keepNotices([]);
    await machine.keepLastPick('license-1');
    const calls = [
      () => machine.openCall(heartbeat),
      () => machine.makeRequest(activate),
      () => machine.rename('OTHER'),
      () => machine.leapCounter(),
      () => machine.renewIdentity(),
      () => machine.applyCarried(pushed(first, old, { sequence: 9 })),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'identity-wiped' });
    expect(await machine.acknowledgement()).toBeNull();
    expect(existsSync(join(folder, 'machine.key'))).toBe(false);
    expect(readdirSync(folder).toSorted()).toEqual(['leases', 'trust-root']);
    expect(readdirSync(join(folder, 'leases'))).toEqual([]);
    const next = await again();
    expect(next.machine().id).not.toBe(old);
    expect(next.pinned()).toMatchObject({ version: 1 });
    expect(next.notices()).toEqual([]);
  });

  test('its counter leaps over everything a copy can have counted', async () => {
    const { machine, again } = await licensed();
    await machine.leapCounter();
    expect(saidIn(await machine.openCall(heartbeat)).counter).toBe(noon + 2);
    await machine.leapCounter();
    expect(saidIn(await (await again()).openCall(heartbeat)).counter).toBe(noon + 4);
  });
});

test('the mark of time is kept without any contact', async () => {
  const folder = freshFolder();
  const clock = standingClock();
  const machine = await openMachine({ folder, clock });
  await machine.keepTime();
  await machine.pin(first.trustRootFile);
  const { file } = await machine.makeRequest(activate);
  await machine.applyCarried(answerToRequest(first, file));
  clock.pass(3_600_000);
  await machine.keepTime();
  clock.restart(-20 * 3_600_000);
  const next = await openMachine({ folder, clock });
  expect(next.now()).toBe(noon + 3_600_000 + 10_000);
  expect(next.clockState()).toMatchObject({ state: 'behind' });
});
