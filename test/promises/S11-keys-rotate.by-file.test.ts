import { describe, expect, test } from 'vitest';
import type { MachineState } from '#main/services/ports.ts';
import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { day } from '#shared/models/time.ts';
import { memoryFolder } from '../support/companion.ts';
import { heartbeat, introduction, openMachine, saidIn, standingClock } from '../support/machine.ts';
import { figure, report } from '../support/promise.ts';
import { trustRootOf } from '../support/rotated-keys.ts';
import { fixedSigner, noon, platform, tamper, testCloud, testLease, testLicense } from '../support/signed-files.ts';

const rounds = figure(10, 300);

/** Three trust roots of a cloud; with each one every key is another. */
function threeRoots(round = 0) {
  const cloud = testCloud();
  const roots = [1, 2, 3].map((version) => fixedSigner(`S11 ${round} root ${version}`));
  const leases = [1, 2, 3].map((version) => fixedSigner(`S11 ${round} lease ${version}`));
  const [root1, root2, root3] = roots as [Signer, Signer, Signer];
  const [lease1, lease2, lease3] = leases as [Signer, Signer, Signer];
  const first = trustRootOf(cloud.trustRoot, 1, { root: [root1], lease: [lease1] }, [root1]);
  const second = trustRootOf(cloud.trustRoot, 2, { root: [root2], lease: [lease2] }, [root1, root2]);
  const third = trustRootOf(cloud.trustRoot, 3, { root: [root3], lease: [lease3] }, [root2, root3]);
  return { root1, root2, root3, lease1, lease2, lease3, first, second, third };
}

async function pinnedMachine(first: { file: string }) {
  const folder = memoryFolder();
  const clock = standingClock();
  const machine = await openMachine({ folder, clock });
  await machine.pin(first.file);
  return { folder, clock, machine };
}

/** A license to be carried to a machine, which has asked for it. */
async function licenseFor(machine: MachineState, signer: Signer, sequence: number): Promise<string> {
  const { request } = await machine.makeRequest({ purpose: 'activate', wanted: null, ...introduction });
  const { id, name } = machine.machine();
  const payload = testLicense(signer, {
    machine: id,
    machineName: name,
    sequence,
    answers: request,
    importBy: noon + 30 * day,
    leases: [testLease({ mode: 'offline', leaseEndsAt: noon + 20 * day, graceHours: 72 })],
  });
  return seal(platform, 'license', payload, [signer]);
}

const refusalOf = (result: Promise<unknown>) =>
  result.then(
    () => 'accepted',
    (error: { code: string; details: { refusal: string | { code: string } } }) =>
      typeof error.details.refusal === 'string' ? error.details.refusal : error.details.refusal.code,
  );

describe('by file', () => {
  test('S11 a machine without a network follows root 1 → 2 → 3 from one file, in whatever order, with its license beside', async () => {
    const { first, second, third, lease1, lease3 } = threeRoots();
    const { machine, folder, clock } = await pinnedMachine(first);
    await machine.applyCarried(await licenseFor(machine, lease1, 1));
    const next = await licenseFor(machine, lease3, 2);
    const applied = await machine.applyCarried([next, third.file, first.file, second.file].join('\n'));
    expect(applied).toMatchObject({ root: { version: 3 }, license: { sequence: 2 } });
    expect(machine.leases()).toMatchObject([{ standing: 'valid' }]);
    const restarted = await openMachine({ folder, clock });
    expect([restarted.pinned()?.version, restarted.leases().length]).toEqual([3, 1]);
  });

  test('S11 step by step, one stick for each', async () => {
    const { first, second, third } = threeRoots();
    const { machine } = await pinnedMachine(first);
    for (const { file, payload } of [second, third]) {
      expect(await machine.applyCarried(file)).toMatchObject({ root: { version: payload.version } });
    }
    expect(machine.pinned()?.version).toBe(3);
  });

  test('S11 what a revoked key signed is refused as soon as the new root is here: an answer, a carried file, a receipt, and what is on disk', async () => {
    const { first, second, lease1, lease2 } = threeRoots();
    const { machine, folder, clock } = await pinnedMachine(first);
    await machine.applyCarried(await licenseFor(machine, lease1, 1));
    expect(machine.leases()).toHaveLength(1);
    await machine.applyCarried(second.file);
    expect(machine.leases()).toEqual([]);
    expect(await refusalOf(machine.applyCarried(await licenseFor(machine, lease1, 2)))).toBe('untrusted-key');
    const call = await machine.openCall(heartbeat);
    const answer = testLicense(lease1, { machine: machine.machine().id, sequence: 3, answers: saidIn(call).nonce });
    expect(await refusalOf(machine.applyAnswer(call, seal(platform, 'license', answer, [lease1])))).toBe(
      'untrusted-key',
    );
    expect((await openMachine({ folder, clock })).leases()).toEqual([]);
    // The same words by the new key are good.
    await machine.applyAnswer(call, seal(platform, 'license', answer, [lease2]));
    expect(machine.leases()).toHaveLength(1);
  });

  test('S11 before the new root is here, the key is still good: a machine cannot know', async () => {
    const { first, lease1, lease2 } = threeRoots();
    const { machine } = await pinnedMachine(first);
    expect(await refusalOf(machine.applyCarried(await licenseFor(machine, lease2, 1)))).toBe('untrusted-key');
    expect(await refusalOf(machine.applyCarried(await licenseFor(machine, lease1, 1)))).toBe('accepted');
  });
});

test(`S11 ${rounds} rounds of roots in the wrong order, without a signature, and of strangers: none is believed`, {
  timeout: 600_000,
}, async () => {
  let tried = 0;
  for (let round = 0; round < rounds; round++) {
    const { root1, root2, root3, lease1, lease2, first, second, third } = threeRoots(round);
    const stranger = fixedSigner(`S11 ${round} stranger`);
    const about: TrustRootPayload = first.payload;
    const make = (version: number, root: Signer[], signers: Signer[], change: Partial<TrustRootPayload> = {}) =>
      trustRootOf({ ...about, ...change }, version, { root, lease: [lease2] }, signers).file;
    const { machine } = await pinnedMachine(first);
    const refused = async (...files: string[]) => {
      tried += 1;
      const before = machine.pinned();
      for (const way of [machine.pin, machine.applyCarried]) {
        expect(await refusalOf(way(files.join('\n')))).not.toBe('accepted');
      }
      expect(machine.pinned()).toEqual(before);
    };
    // The wrong order: a step left out.
    await refused(third.file);
    await refused(make(3, [root3], [root1, root3]));
    // A signature left out: only the old, only the new, neither, a stranger's beside.
    await refused(make(2, [root2], [root1]));
    await refused(make(2, [root2], [root2]));
    await refused(make(2, [root2], [stranger]));
    await refused(make(2, [root2], [stranger, root2]));
    await refused(make(2, [root2], [root1, stranger]));
    // A stranger's root, another cloud's, and one that a lease key vouches for.
    await refused(make(2, [stranger], [stranger]));
    await refused(make(2, [root2], [root1, root2], { cloud: 'another-cloud' }));
    await refused(make(2, [root2], [lease1, root2]));
    // Changed on the way.
    await refused(tamper(second.file));
    // The same version again with other keys, and going back.
    await machine.pin(second.file);
    await refused(make(2, [root2, stranger], [root1, root2]));
    await refused(first.file);
    // A root key that was revoked vouches for nothing any more.
    await refused(make(3, [root1], [root1]));
    await refused(make(3, [root3], [root1, root3]));
    await refused(make(3, [root1, root3], [root1, root3]));
    expect((await machine.pin([third.file, second.file, first.file].join('\n'))).version).toBe(3);
  }
  report(`S11 by file: ${tried} trust roots that do not follow, twice each, 0 believed`);
});
