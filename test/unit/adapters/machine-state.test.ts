import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCall } from '#shared/files/call.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { answerTo, freshFolder, heartbeat, openMachine, saidIn, standingClock } from '../../support/machine.ts';
import { noon, platform, tamper, testCloud, testLease } from '../../support/signed-files.ts';

const cloud = testCloud();

async function pinnedMachine(folder = freshFolder(), clock = standingClock()) {
  const machine = await openMachine({ folder, clock });
  await machine.pin(cloud.trustRootFile);
  return { folder, clock, machine };
}

async function licensedMachine() {
  const around = await pinnedMachine();
  const call = await around.machine.openCall(heartbeat);
  await around.machine.applyAnswer(call, answerTo(cloud, call));
  return around;
}

test('a machine keeps its key, and only its owner may read it', async () => {
  const folder = freshFolder();
  const first = (await openMachine({ folder })).machine();
  expect((await openMachine({ folder })).machine()).toEqual(first);
  expect(statSync(join(folder, 'machine.key')).mode & 0o777).toBe(0o600);
});

test('several processes that start at once make one key', async () => {
  const folder = freshFolder();
  const machines = await Promise.all(Array.from({ length: 8 }, () => openMachine({ folder })));
  expect(new Set(machines.map((machine) => machine.machine().id)).size).toBe(1);
});

test('a call is signed by the machine, and its counter is on disk before it is given out', async () => {
  const { folder, machine } = await pinnedMachine();
  const call = await machine.openCall({ ...heartbeat, purpose: 'pick', license: 'license-1' });
  const opened = openCall(platform, call.text, { cloud: cloud.trustRoot.cloud, purpose: 'pick' });
  expect(opened).toMatchObject({
    accepted: true,
    machine: machine.machine().id,
    payload: { nonce: call.nonce, counter: 1 },
  });
  expect(JSON.parse(readFileSync(join(folder, 'machine.json'), 'utf8'))).toMatchObject({ counter: 1 });
  const [second, third] = await Promise.all([machine.openCall(heartbeat), machine.openCall(heartbeat)]);
  expect([saidIn(second).counter, saidIn(third).counter]).toEqual([2, 3]);
});

test('an answer is kept, and found again by the next process', async () => {
  const { folder, machine } = await licensedMachine();
  expect(machine.leases()).toMatchObject([{ id: 'lease-1', standing: 'valid' }]);
  const next = await openMachine({ folder });
  expect(next.leases()).toEqual(machine.leases());
  expect(saidIn(await next.openCall(heartbeat))).toMatchObject({ counter: 2, applied: { sequence: 1 } });
});

test('an answer that is refused changes nothing', async () => {
  const { machine } = await licensedMachine();
  const call = await machine.openCall(heartbeat);
  const stranger = testCloud('Other Cloud');
  for (const [file, refusal] of [
    [answerTo(stranger, call), 'untrusted-key'],
    [answerTo(cloud, call, { answers: 'f'.repeat(32) }), 'unknown-request'],
    [answerTo(cloud, call, { machine: 'somebody' }), 'other-machine'],
    [answerTo(cloud, call, { sequence: 1, leases: [] }), 'superseded'],
    ['<html>Sign in to the hotel</html>', 'not-a-greenroom-file'],
  ] as const) {
    await expect(machine.applyAnswer(call, file)).rejects.toMatchObject({
      code: 'answer-refused',
      details: { refusal },
    });
  }
  expect(machine.leases()).toHaveLength(1);
  await machine.applyAnswer(call, answerTo(cloud, call, { leases: [] }));
  expect(machine.leases()).toEqual([]);
});

test('the lease follows the time since boot, whatever the wall clock says', async () => {
  const { machine, clock } = await licensedMachine();
  clock.hands.wall = 0;
  clock.hands.uptime += 23 * hour;
  expect(machine.leases()).toMatchObject([{ standing: 'valid' }]);
  expect(machine.clockDifference()).toBe(-(noon + 23 * hour));
  clock.hands.wall = noon + 20 * 365 * day;
  expect(machine.leases()).toMatchObject([{ standing: 'valid' }]);
  clock.hands.uptime += 2 * hour;
  expect(machine.leases()).toMatchObject([{ standing: 'ended' }]);
});

test('after a restart, time never lies before what was surely reached', async () => {
  const { folder, machine, clock } = await licensedMachine();
  clock.pass(10 * hour);
  await machine.openCall(heartbeat);
  clock.restart(-9 * hour);
  const restarted = await openMachine({ folder, clock });
  expect(restarted.now()).toBe(noon + 10 * hour + 10_000);
  clock.hands.wall = noon + 23 * hour;
  expect(restarted.now()).toBe(noon + 23 * hour);
});

test('a lost or damaged record is rebuilt; the counter never goes back', async () => {
  for (const damage of ['', '{"counter": 9', 'null', undefined]) {
    const { folder, machine, clock } = await licensedMachine();
    await machine.rename('OB-1');
    const call = await machine.openCall(heartbeat);
    await machine.applyAnswer(call, answerTo(cloud, call));
    const path = join(folder, 'machine.json');
    if (damage === undefined) rmSync(path);
    else writeFileSync(path, damage);
    const rebuilt = await openMachine({ folder, clock });
    expect(rebuilt.machine()).toEqual(machine.machine());
    expect(rebuilt.leases()).toEqual(machine.leases());
    const said = saidIn(await rebuilt.openCall(heartbeat));
    expect(said.counter).toBeGreaterThan(noon);
    expect(said.applied?.sequence).toBe(2);
    const kept = rebuilt.notices().map((notice) => (notice.kind === 'machine-record-rebuilt' ? notice.kept : ''));
    expect(kept.map((each) => readFileSync(each, 'utf8'))).toEqual(damage === undefined ? [] : [damage]);
  }
});

test('a damaged license is kept aside, and the next answer replaces it', async () => {
  const { folder } = await licensedMachine();
  const path = join(folder, 'leases', 'current.license');
  writeFileSync(path, tamper(readFileSync(path, 'utf8')));
  const machine = await openMachine({ folder });
  expect(machine.leases()).toEqual([]);
  expect(machine.notices()).toMatchObject([{ kind: 'lease-file-damaged' }]);
  expect(existsSync(path)).toBe(false);
  const call = await machine.openCall(heartbeat);
  expect(saidIn(call).applied?.sequence).toBe(1);
  await machine.applyAnswer(call, answerTo(cloud, call));
  expect(machine.leases()).toHaveLength(1);
});

test('an older license put back by hand is refused', async () => {
  const { folder, machine } = await licensedMachine();
  const path = join(folder, 'leases', 'current.license');
  const old = readFileSync(path);
  const call = await machine.openCall(heartbeat);
  await machine.applyAnswer(call, answerTo(cloud, call, { leases: [] }));
  writeFileSync(path, old);
  expect((await openMachine({ folder })).leases()).toEqual([]);
});

test('a license that a power cut left without its record counts, with its notices', async () => {
  const { folder, machine } = await licensedMachine();
  const before = readFileSync(join(folder, 'machine.json'));
  const call = await machine.openCall(heartbeat);
  const notice = { lease: 'lease-1', license: 'Graphics XR', reason: 'released', by: 'Jo', at: noon } as const;
  await machine.applyAnswer(call, answerTo(cloud, call, { leases: [], notices: [notice] }));
  writeFileSync(join(folder, 'machine.json'), before);
  const next = await openMachine({ folder });
  expect(next.leases()).toEqual([]);
  expect(next.notices()).toMatchObject([{ kind: 'lease-ended', notice }]);
  expect(saidIn(await next.openCall(heartbeat)).applied?.sequence).toBe(2);
});

test('trust roots: the first is pinned, the next needs the one before, another cloud only by moving', async () => {
  const { folder, machine } = await pinnedMachine();
  expect(machine.pinned()).toMatchObject({
    name: 'Northlight Cloud',
    version: 1,
    fingerprint: fingerprintOf(cloud.trustRoot),
  });
  await machine.pin(cloud.trustRootFile);
  const other = testCloud('Other Cloud');
  await expect(machine.pin(other.trustRootFile)).rejects.toMatchObject({ details: { refusal: 'untrusted-key' } });
  const call = await machine.openCall(heartbeat);
  await machine.applyAnswer(call, answerTo(cloud, call));
  await machine.repin(other.trustRootFile);
  expect(machine.leases()).toEqual([]);
  const moved = await openMachine({ folder });
  expect(moved.pinned()?.cloud).toBe('other-cloud');
  const next = await moved.openCall(heartbeat);
  expect(saidIn(next)).toMatchObject({ cloud: 'other-cloud', applied: null, counter: 2 });
  await moved.applyAnswer(next, answerTo(other, next, { leases: [testLease()] }));
  expect(moved.leases()).toHaveLength(1);
});

test('a full disk and a folder that cannot be written are told apart, and nothing is left behind', async () => {
  const { folder, machine } = await licensedMachine();
  const held = machine.leases();
  for (const [code, failure] of [
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'state-not-writable'],
  ] as const) {
    const broken = await openMachine({
      folder,
      fs: { ...nodeFiles, rename: () => Promise.reject(Object.assign(new Error(code), { code })) },
    });
    await expect(broken.openCall(heartbeat)).rejects.toMatchObject({ code: failure });
    await expect(broken.rename('OTHER')).rejects.toMatchObject({ code: failure });
    expect(broken.machine().name).toBe('RENDER-03');
    expect(broken.leases()).toEqual(held);
  }
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('an answer that comes minutes late is no answer', async () => {
  const { machine, clock } = await pinnedMachine();
  const call = await machine.openCall(heartbeat);
  clock.pass(6 * minute);
  await expect(machine.applyAnswer(call, answerTo(cloud, call))).rejects.toMatchObject({
    details: { refusal: 'unknown-request' },
  });
});
