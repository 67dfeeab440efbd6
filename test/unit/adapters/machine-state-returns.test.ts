import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { splitBlocks } from '#shared/files/bundle.ts';
import { day, hour } from '#shared/models/time.ts';
import { cloud, licensed, refused, verdict } from '../../support/carried-machine.ts';
import { offlineLease, proofIn, receiptFor } from '../../support/carrying.ts';
import { answerTo, heartbeat, introduction, openMachine, saidIn } from '../../support/machine.ts';
import { noon, testLease } from '../../support/signed-files.ts';

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

  test('a proof that no cloud has answered rides in the next request, and only until it has', async () => {
    const { machine } = await licensed();
    const proof = await machine.giveBackByFile('lease-1');
    const ask = async () => (await machine.makeRequest({ purpose: 'activate', wanted: null, ...introduction })).file;
    const kindsIn = (text: string) => splitBlocks(text).map(({ kind }) => kind);
    const request = await ask();
    expect(kindsIn(request.text)).toEqual(['license-request', 'return-proof']);
    expect(request.text).toContain(proof.text);
    await machine.applyCarried(receiptFor(cloud, proof));
    expect(kindsIn((await ask()).text)).toEqual(['license-request']);
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
    const repeated = await next.giveBackByFile('lease-1').catch(() => null);
    expect(repeated).toEqual(lost === 'machine.json' ? proof : null);
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
