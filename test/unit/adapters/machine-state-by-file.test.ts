import { readFileSync, rmSync } from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { requestLife } from '#shared/files/license-request.ts';
import { OfflineStatus } from '#shared/models/offline.ts';
import { hour } from '#shared/models/time.ts';
import { activate, cloud, licensed, pinned, refused, verdict } from '../../support/carried-machine.ts';
import { acknowledgementIn, answerToRequest, offlineLease, pushed, requestIn } from '../../support/carrying.ts';
import { answerTo, freshFolder, heartbeat, openMachine, standingClock } from '../../support/machine.ts';
import { noon, tamper, testCloud, testLease } from '../../support/signed-files.ts';

const graphics = { product: 'graphics', edition: null, days: 30 };

describe('requests', () => {
  test('a request says who asks and for what, and is the same file each time', async () => {
    const { machine, again } = await pinned();
    const { request, file } = await machine.makeRequest({ ...activate, wanted: graphics });
    expect(requestIn(cloud, file)).toMatchObject({
      request,
      purpose: 'activate',
      machine: { name: 'RENDER-03', platform: 'linux' },
      counter: 1,
      applied: null,
      wanted: graphics,
      useBy: noon + requestLife,
    });
    expect(file.name).toBe('RENDER-03-2027-01-01.license-request');
    expect(machine.showRequest(request)).toEqual(file);
    expect((await again()).showRequest(request)).toEqual(file);
    expect(OfflineStatus.parse((await again()).offline()).requests).toMatchObject([
      { id: request, wanted: { product: 'graphics' } },
    ]);
  });

  test('its block fits one QR code', async () => {
    const { machine } = await pinned();
    await machine.rename('Ø'.repeat(60));
    const hashes = Array.from({ length: 8 }, (_, at) => [`system-evidence-${at}`, 'f'.repeat(32)]);
    const evidence = Object.fromEntries(hashes) as Record<string, string>;
    const { file } = await machine.makeRequest({ ...activate, wanted: graphics, evidence });
    const block = file.text.slice(file.text.indexOf('-----BEGIN'));
    expect(Buffer.byteLength(block)).toBeLessThanOrEqual(2_900);
  });

  test('needs a cloud; no more than twenty wait at once; what is forgotten or too old makes room', async () => {
    const alone = await openMachine({ folder: freshFolder() });
    await expect(alone.makeRequest(activate)).rejects.toMatchObject({ code: 'no-cloud-yet' });
    const { machine, clock } = await pinned();
    const made = [];
    for (let turn = 0; turn < 20; turn++) made.push(await machine.makeRequest(activate));
    await expect(machine.makeRequest(activate)).rejects.toMatchObject({
      code: 'too-many-requests',
      details: { limit: 20 },
    });
    await machine.dropRequest(made[3]?.request ?? '');
    expect(machine.showRequest(made[3]?.request ?? '')).toBeNull();
    await machine.makeRequest(activate);
    clock.pass(requestLife + hour);
    expect(machine.offline().requests).toEqual([]);
    await machine.makeRequest(activate);
    expect(machine.offline().requests).toHaveLength(1);
  });

  test('one that was made while the clock had lost the date says so, and stays open when it is set', async () => {
    const { machine, clock } = await pinned(freshFolder(), standingClock(0));
    const { request, file } = await machine.makeRequest(activate);
    expect(requestIn(cloud, file)).toMatchObject({ madeAt: 0 });
    clock.hands.wall = noon;
    expect(machine.showRequest(request)).toEqual(file);
    const { machine: known, clock: dead, again } = await licensed();
    dead.restart(-noon);
    expect(known.leases()).toHaveLength(1);
    const next = await (await again()).makeRequest(activate);
    expect(requestIn(cloud, next.file)).toMatchObject({ madeAt: 0, useBy: noon + requestLife + 10_000 });
  });

  test('the next one acknowledges what was applied', async () => {
    const { machine } = await licensed();
    const { file } = await machine.makeRequest(activate);
    expect(requestIn(cloud, file)).toMatchObject({ applied: { sequence: 1 }, counter: 2 });
  });
});

describe('applying', () => {
  test('the answer to a request is kept, closes it, and is found by the next process', async () => {
    const { machine, folder, again } = await licensed();
    expect(machine.leases()).toMatchObject([{ id: 'lease-1', mode: 'offline', standing: 'valid' }]);
    expect(machine.offline()).toMatchObject({ requests: [], acknowledgement: { sequence: 1 } });
    expect((await again()).leases()).toEqual(machine.leases());
    expect(verdict(folder)).toBe('licensed');
  });

  test('several requests, answered in any order: the newest license counts, and what it covers is closed', async () => {
    const { machine } = await pinned();
    const [first, second, third] = [
      await machine.makeRequest({ ...activate, wanted: graphics }),
      await machine.makeRequest({ ...activate, wanted: { product: 'tracking', edition: null } }),
      await machine.makeRequest({ ...activate, purpose: 'renew', wanted: graphics }),
    ];
    const tracking = testLease({
      id: 'lease-2',
      license: { ...testLease().license, product: { id: 'tracking', name: 'Tracking' } },
    });
    const answers = [
      answerToRequest(cloud, first.file, { sequence: 1 }),
      answerToRequest(cloud, second.file, { sequence: 2, leases: [offlineLease(), tracking] }),
      answerToRequest(cloud, third.file, { sequence: 3, leases: [offlineLease(), tracking] }),
    ];
    await machine.applyCarried(answers[1] ?? '');
    expect(machine.offline().requests.map(({ id }) => id)).toEqual([third.request]);
    await expect(machine.applyCarried(answers[0] ?? '')).rejects.toMatchObject(refused('superseded'));
    await machine.applyCarried(answers[2] ?? '');
    expect(machine.offline().requests).toEqual([]);
    expect(machine.leases()).toHaveLength(2);
  });

  test('of everything on a stick it takes what is for this machine; the best of it', async () => {
    const { machine } = await pinned();
    const { file } = await machine.makeRequest(activate);
    const others = Array.from({ length: 40 }, (_, at) => pushed(cloud, `other-${at}`, { sequence: 90 + at }));
    const mine = [1, 3, 2].map((sequence) => answerToRequest(cloud, file, { sequence }));
    const stick = [...others, ...mine, tamper(mine[0] ?? ''), file.text, 'a letter'].join('\n');
    expect(await machine.applyCarried(stick)).toMatchObject({ license: { sequence: 3 }, receipts: [], root: null });
  });

  test('what cannot be used is refused by name, and nothing has changed', async () => {
    const { machine, folder, request, answer } = await licensed();
    const stranger = testCloud('Other Cloud');
    const newer = pushed(cloud, machine.machine().id, { sequence: 5 });
    const before = readFileSync(join(folder, 'machine.json'), 'utf8');
    for (const [text, code] of [
      ['', 'not-a-greenroom-file'],
      ['Dear customer', 'not-a-greenroom-file'],
      [newer.slice(0, 700), 'damaged'],
      [tamper(newer), 'damaged'],
      [request.text, 'wrong-kind'],
      [answer, 'already-applied'],
      [answerToRequest(cloud, request, { sequence: 1, leases: [] }), 'superseded'],
      [pushed(cloud, 'somebody-else', { sequence: 9 }), 'other-machine'],
      [pushed(stranger, machine.machine().id, { sequence: 9 }), 'untrusted-key'],
      [pushed(cloud, machine.machine().id, { sequence: 9, importBy: noon - 1 }), 'import-by-passed'],
      [pushed(cloud, machine.machine().id, { sequence: 9, barred: [machine.machine().id] }), 'machine-barred'],
      [stranger.trustRootFile, 'untrusted-key'],
      // What came furthest says most.
      [`${tamper(newer)}${answer}${request.text}`, 'already-applied'],
    ] as const) {
      await expect(machine.applyCarried(text)).rejects.toMatchObject(refused(code));
    }
    expect(readFileSync(join(folder, 'machine.json'), 'utf8')).toBe(before);
    expect(verdict(folder)).toBe('licensed');
  });

  test('an answer to a request that was forgotten still counts, as does one that nobody asked for', async () => {
    const { machine } = await pinned();
    const { request, file } = await machine.makeRequest(activate);
    await machine.dropRequest(request);
    expect(await machine.applyCarried(answerToRequest(cloud, file))).toMatchObject({ license: { sequence: 1 } });
    await machine.applyCarried(pushed(cloud, machine.machine().id, { sequence: 2 }));
    expect(machine.offline().acknowledgement).toMatchObject({ sequence: 2 });
  });

  test('without a cloud there is nothing to compare with', async () => {
    const machine = await openMachine({ folder: freshFolder() });
    const { machine: asking } = await pinned();
    const { file } = await asking.makeRequest(activate);
    await expect(machine.applyCarried(answerToRequest(cloud, file))).rejects.toMatchObject({ code: 'no-cloud-yet' });
    await expect(machine.applyCarried('nothing')).rejects.toMatchObject(refused('not-a-greenroom-file'));
  });

  test('a full disk changes nothing that counts, and the same file works afterwards', async () => {
    const { folder, machine: first } = await pinned();
    const { file } = await first.makeRequest(activate);
    const answer = answerToRequest(cloud, file);
    let isFull = true;
    const rename: typeof nodeFiles.rename = (from, to) =>
      isFull && String(to).endsWith('current.license')
        ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
        : nodeFiles.rename(from, to);
    const machine = await openMachine({ folder, fs: { ...nodeFiles, rename } });
    await expect(machine.applyCarried(answer)).rejects.toMatchObject({ code: 'disk-full' });
    expect(machine.leases()).toEqual([]);
    expect(machine.offline().requests).toHaveLength(1);
    isFull = false;
    await machine.applyCarried(answer);
    expect(machine.leases()).toHaveLength(1);
  });

  test('a lost record finds the license again, and owes its acknowledgement', async () => {
    const { folder, machine, again } = await licensed([offlineLease()]);
    await machine.applyCarried(pushed(cloud, machine.machine().id, { sequence: 2 }));
    rmSync(join(folder, 'machine.json'));
    const rebuilt = await again();
    expect(rebuilt.leases()).toHaveLength(1);
    const acknowledgement = await rebuilt.acknowledgement();
    expect(acknowledgement && acknowledgementIn(cloud, acknowledgement)).toMatchObject({ sequence: 2, request: null });
  });

  test('ten thousand licenses on one stick: its own is found in bounded time, and others get their turn meanwhile', {
    timeout: 60_000,
  }, async () => {
    const { machine } = await pinned();
    const { file } = await machine.makeRequest(activate);
    const other = pushed(cloud, 'somebody-else', { sequence: 9 });
    const stick = `${other.repeat(9_999)}${answerToRequest(cloud, file)}`;
    const began = performance.now();
    let turns = 0;
    const ticking = setInterval(() => turns++, 5);
    expect(await machine.applyCarried(stick)).toMatchObject({ license: { sequence: 1 } });
    clearInterval(ticking);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(turns).toBeGreaterThan(20);
  });
});

describe('acknowledgements', () => {
  test('the same bytes each time, until another license is applied; none after the cloud answered itself', async () => {
    const { machine, again, request } = await licensed();
    const first = await machine.acknowledgement();
    const { request: id } = requestIn(cloud, request);
    expect(first && acknowledgementIn(cloud, first)).toMatchObject({ request: id, sequence: 1, counter: 2 });
    expect(first?.name).toMatch(/\.license-applied$/);
    expect(await machine.acknowledgement()).toEqual(first);
    const next = await again();
    expect(await next.acknowledgement()).toEqual(first);
    await next.applyCarried(pushed(cloud, next.machine().id, { sequence: 2 }));
    const second = await next.acknowledgement();
    expect(second && acknowledgementIn(cloud, second)).toMatchObject({ request: null, sequence: 2, counter: 3 });
    const call = await next.openCall(heartbeat);
    await next.applyAnswer(call, answerTo(cloud, call, { leases: [offlineLease()] }));
    expect(await next.acknowledgement()).toBeNull();
    expect(next.offline().acknowledgement).toBeNull();
  });
});

test('inspecting says what this machine would do with a file', async () => {
  const { machine, request, answer } = await licensed();
  const newer = pushed(cloud, machine.machine().id, { sequence: 2 });
  const proofs = [request.text, answer, newer, pushed(cloud, 'other', { sequence: 2 })];
  expect(proofs.flatMap((text) => machine.inspect(text)).map(({ kind, next }) => [kind, next])).toEqual([
    ['license-request', 'nothing'],
    ['license', 'nothing'],
    ['license', 'apply-here'],
    ['license', 'take-to-machine'],
  ]);
});
