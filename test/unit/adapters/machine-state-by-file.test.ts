import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLeasePlace } from '#main/adapters/lease-place.ts';
import { requestLife } from '#shared/files/license-request.ts';
import { judgeProduct } from '#shared/files/product-check.ts';
import { OfflineStatus } from '#shared/models/offline.ts';
import { day, hour } from '#shared/models/time.ts';
import {
  acknowledgementIn,
  answerToRequest,
  offlineLease,
  proofIn,
  pushed,
  receiptFor,
  requestIn,
} from '../../support/carrying.ts';
import {
  answerTo,
  freshFolder,
  heartbeat,
  introduction,
  openMachine,
  saidIn,
  standingClock,
} from '../../support/machine.ts';
import { noon, platform, tamper, testCloud, testLease } from '../../support/signed-files.ts';

const cloud = testCloud();
const activate = { purpose: 'activate', wanted: null, ...introduction } as const;
const graphics = { product: 'graphics', edition: null, days: 30 };

async function pinned(folder = freshFolder(), clock = standingClock()) {
  const machine = await openMachine({ folder, clock });
  await machine.pin(cloud.trustRootFile);
  return { folder, clock, machine, again: () => openMachine({ folder, clock }) };
}

/** A machine that got a license by file. */
async function licensed(leases = [offlineLease()]) {
  const around = await pinned();
  const { file } = await around.machine.makeRequest(activate);
  const answer = answerToRequest(cloud, file, { leases });
  await around.machine.applyCarried(answer);
  return { ...around, request: file, answer };
}

const verdict = (folder: string) =>
  judgeProduct({ product: 'graphics' }, [
    readLeasePlace(folder, platform, { wall: noon + hour, bootId: 'boot-1', uptime: 2_000_000 }),
  ]).verdict;
const refused = (code: string) => ({ code: 'file-refused', details: { refusal: { code } } });

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

  test('one that was made while the clock had lost the date stays open when it is set', async () => {
    const { machine, clock } = await pinned(freshFolder(), standingClock(0));
    const { request, file } = await machine.makeRequest(activate);
    clock.hands.wall = noon;
    expect(machine.showRequest(request)).toEqual(file);
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
      await expect(machine.applyCarried(text), code).rejects.toMatchObject(refused(code));
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

describe('giving back', () => {
  test('the lease is void at once and for ever; the proof is the same bytes each time', async () => {
    const { machine, folder, again } = await licensed();
    const proof = await machine.giveBackByFile('lease-1');
    expect(proofIn(cloud, proof)).toMatchObject({
      lease: 'lease-1',
      license: 'Graphics XR',
      sequence: 1,
      counter: 2,
      lastUsedAt: noon,
      returnedAt: noon,
    });
    expect(proof.name).toBe('RENDER-03-2027-01-01.return-proof');
    expect(machine.leases()).toEqual([]);
    expect(verdict(folder)).toBe('not-licensed');
    await machine.rename('OB-1');
    const next = await again();
    expect(next.leases()).toEqual([]);
    expect(await next.giveBackByFile('lease-1')).toEqual(proof);
    expect(next.offline().returns).toEqual([
      {
        lease: 'lease-1',
        license: 'Graphics XR',
        organization: 'Northlight Studios',
        returnedAt: noon,
        receiptAt: null,
      },
    ]);
    expect(saidIn(await next.openCall(heartbeat))).toMatchObject({ counter: 3, applied: { sequence: 1 } });
  });

  test('of several leases only the one; the license stays for the others', async () => {
    const tracking = { ...testLease().license, product: { id: 'tracking', name: 'Tracking' } };
    const { machine, folder } = await licensed([offlineLease(), offlineLease({ id: 'lease-2', license: tracking })]);
    await machine.giveBackByFile('lease-1');
    expect(machine.leases()).toMatchObject([{ id: 'lease-2' }]);
    expect(verdict(folder)).toBe('not-licensed');
    expect(machine.givenBack()).toEqual(['lease-1']);
    await machine.giveBackByFile('lease-2');
    expect(readdirSync(join(folder, 'leases'))).toEqual(['previous.license']);
  });

  test('what is not here cannot be given back', async () => {
    const { machine } = await licensed();
    await expect(machine.giveBackByFile('elsewhere')).rejects.toMatchObject({ code: 'no-lease-here' });
  });

  test.each(['machine.json', 'returns.json'])('%s lost: no lease comes back to life', async (lost) => {
    const { machine, folder, again, answer } = await licensed();
    const kept = readFileSync(join(folder, 'leases', 'current.license'));
    const proof = await machine.giveBackByFile('lease-1');
    writeFileSync(join(folder, 'leases', 'current.license'), kept);
    rmSync(join(folder, lost));
    expect(verdict(folder)).toBe('not-licensed');
    const next = await again();
    expect(next.leases()).toEqual([]);
    expect(verdict(folder)).toBe('not-licensed');
    await expect(next.applyCarried(answer)).rejects.toMatchObject({ code: 'file-refused' });
    if (lost === 'machine.json') expect(await next.giveBackByFile('lease-1')).toEqual(proof);
    expect(saidIn(await next.openCall(heartbeat)).counter).toBeGreaterThan(2);
  });

  test('damaged tombstones are kept aside and said', async () => {
    const { machine, folder, again } = await licensed();
    await machine.giveBackByFile('lease-1');
    writeFileSync(join(folder, 'returns.json'), '{"returns": [');
    const next = await again();
    expect(next.notices()).toMatchObject([{ kind: 'machine-record-rebuilt' }]);
    expect(next.leases()).toEqual([]);
    await expect(next.giveBackByFile('lease-1')).rejects.toMatchObject({ code: 'no-lease-here' });
  });

  test('a receipt closes it once; then it is refused by name; what is not ours is none of ours', async () => {
    const { machine } = await licensed();
    const proof = await machine.giveBackByFile('lease-1');
    const receipt = receiptFor(cloud, proof);
    await expect(machine.applyCarried(receiptFor(cloud, proof, { machine: 'other' }))).rejects.toMatchObject(
      refused('other-machine'),
    );
    await expect(machine.applyCarried(receiptFor(cloud, proof, { proof: 'f'.repeat(64) }))).rejects.toMatchObject(
      refused('unknown-request'),
    );
    expect(await machine.applyCarried(receipt)).toEqual({ license: null, receipts: ['lease-1'], root: null });
    expect(machine.offline().returns).toMatchObject([{ lease: 'lease-1', receiptAt: noon + day }]);
    await expect(machine.applyCarried(receipt)).rejects.toMatchObject(refused('already-returned'));
  });

  test('a newer license without it says as much as a receipt, and the receipt is still welcome', async () => {
    const { machine, clock } = await licensed();
    const proof = await machine.giveBackByFile('lease-1');
    const call = await machine.openCall(heartbeat);
    await machine.applyAnswer(call, answerTo(cloud, call, { leases: [offlineLease()] }));
    expect(machine.leases()).toEqual([]);
    expect(machine.offline().returns).toMatchObject([{ receiptAt: null }]);
    const next = await machine.openCall(heartbeat);
    await machine.applyAnswer(next, answerTo(cloud, next, { leases: [], issuedAt: noon + hour }));
    expect(machine.offline().returns).toMatchObject([{ receiptAt: noon + hour }]);
    expect(await machine.applyCarried(receiptFor(cloud, proof))).toMatchObject({ receipts: ['lease-1'] });
    clock.pass(40 * day);
    expect(machine.offline().returns).toEqual([]);
    expect(await machine.giveBackByFile('lease-1')).toEqual(proof);
  });

  test('a full disk in between: void all the same, or as before; the next asking gives the proof', async () => {
    for (const failing of ['returns.json', 'machine.json', 'previous.license']) {
      const { folder, clock, machine: before } = await licensed();
      expect(before.leases()).toHaveLength(1);
      let isFull = true;
      const rename: typeof nodeFiles.rename = (from, to) =>
        isFull && String(to).endsWith(failing)
          ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          : nodeFiles.rename(from, to);
      const machine = await openMachine({ folder, clock, fs: { ...nodeFiles, rename } });
      await expect(machine.giveBackByFile('lease-1')).rejects.toMatchObject({ code: 'disk-full' });
      expect(machine.leases()).toHaveLength(failing === 'returns.json' ? 1 : 0);
      isFull = false;
      const call = saidIn(await machine.openCall(heartbeat));
      const proof = proofIn(cloud, await machine.giveBackByFile('lease-1'));
      // Nothing is ever signed with a counter that was used.
      expect(proof.counter).not.toBe(call.counter);
      expect(verdict(folder)).toBe('not-licensed');
    }
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
