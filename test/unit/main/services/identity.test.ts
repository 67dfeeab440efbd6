import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { codeOf, failureOf, licensed as licensedByFile } from '../../../support/apart.ts';
import { createTestCompanion, signIn } from '../../../support/companion.ts';
import { saidIn } from '../../../support/machine.ts';
import { minute } from '#shared/models/time.ts';

const changed = () => {
  throw new Failure('machine-changed', { factors: ['disk-serial', 'cpu'] });
};
const cloned = () => {
  throw new Failure('machine-cloned', {});
};

async function signedIn() {
  const one = await createTestCompanion();
  await signIn(one);
  const { license, machine, notice } = one.client.companion;
  const held = await license.pick({ license: 'xr' });
  return { ...one, license, machine, notice, held };
}

describe('a machine whose parts have changed', () => {
  test('is told once, keeps its lease, and is the same again after somebody said so', async () => {
    const { cloud, license, machine, companion, notice } = await signedIn();
    cloud.answers['machine.heartbeat'] = changed;
    expect(await codeOf(license.heartbeat({}))).toBe('machine-changed');
    const [said] = companion.status().notices;
    expect(companion.status()).toMatchObject({
      cloud: { state: 'refused', why: 'machine-changed' },
      leases: [{ standing: 'valid' }],
      notices: [{ kind: 'machine-changed', factors: ['disk-serial', 'cpu'] }],
    });
    await notice.dismiss({ notice: said?.id ?? '' });
    expect(await codeOf(license.heartbeat({}))).toBe('machine-changed');
    expect(companion.status().notices).toEqual([]);

    delete cloud.answers['machine.heartbeat'];
    expect(await machine.repair({})).toMatchObject([{ standing: 'valid' }]);
    expect(cloud.calls).toContain('machine.repair');
    cloud.answers['machine.heartbeat'] = changed;
    expect(await codeOf(license.heartbeat({}))).toBe('machine-changed');
    expect(companion.status().notices).toHaveLength(1);
    delete cloud.answers['machine.heartbeat'];
    await license.heartbeat({});
    expect(companion.status()).toMatchObject({ notices: [], cloud: { state: 'reachable' } });
  });

  test('a notice of before a restart is taken back when it is over, and not doubled when it is not', async () => {
    const one = await signedIn();
    one.cloud.answers['machine.heartbeat'] = changed;
    await codeOf(one.license.heartbeat({}));
    const two = await createTestCompanion({ folder: one.folder, clock: one.clock, cloud: one.cloud });
    await codeOf(two.client.companion.license.heartbeat({}));
    expect(two.companion.status().notices).toHaveLength(1);
    delete one.cloud.answers['machine.heartbeat'];
    await two.client.companion.license.heartbeat({});
    expect(two.companion.status().notices).toEqual([]);
  });

  test('it needs somebody who says so', async () => {
    const one = await createTestCompanion();
    const { machine } = one.client.companion;
    expect([await codeOf(machine.repair({})), await codeOf(machine.claim({}))]).toEqual([
      'not-signed-in',
      'not-signed-in',
    ]);
  });
});

describe('two machines with one identity', () => {
  test('the original claims it, with a counter that no copy has used', async () => {
    const { cloud, license, machine, companion, ports } = await signedIn();
    cloud.answers['machine.heartbeat'] = cloned;
    expect(await codeOf(license.heartbeat({}))).toBe('machine-cloned');
    expect(companion.status().notices).toMatchObject([{ kind: 'machine-cloned' }]);
    const counters: number[] = [];
    cloud.answers['machine.claim'] = ({ call }: { call: string }) => {
      counters.push(saidIn({ nonce: '', text: call }).counter);
      return cloned();
    };
    expect(await codeOf(machine.claim({}))).toBe('machine-cloned');
    delete cloud.answers['machine.claim'];
    expect(await machine.claim({})).toHaveLength(1);
    expect(counters[0]).toBeGreaterThan(ports.clock.now());
    expect(companion.status().notices).toEqual([]);
  });

  test('what is left to it comes signed with the refusal: a lease that a backup brought back is over', async () => {
    const { cloud, license, companion, held } = await signedIn();
    cloud.leases.delete(held.id);
    cloud.answers['machine.heartbeat'] = ({ call }: { call: string }) => {
      throw new Failure('machine-cloned', cloud.answerCall(call));
    };
    expect(await codeOf(license.heartbeat({}))).toBe('machine-cloned');
    expect(companion.status()).toMatchObject({ leases: [], notices: [{ kind: 'machine-cloned' }] });
  });

  test('a refusal with a file that was not signed for it changes nothing', async () => {
    const { cloud, license, companion } = await signedIn();
    cloud.answers['machine.heartbeat'] = () => {
      throw new Failure('machine-cloned', { file: 'Greenroom license' });
    };
    expect(await codeOf(license.heartbeat({}))).toBe('machine-cloned');
    expect(companion.status().leases).toHaveLength(1);
  });

  test('returning a lease works meanwhile, and says nothing about being over it', async () => {
    const { cloud, license, companion, held } = await signedIn();
    cloud.answers['machine.heartbeat'] = cloned;
    await codeOf(license.heartbeat({}));
    await license.release({ lease: held.id });
    expect(companion.status()).toMatchObject({ leases: [], notices: [{ kind: 'machine-cloned' }] });
  });

  test('the copy becomes a machine of its own', async () => {
    const { cloud, license, machine, companion } = await signedIn();
    cloud.answers['machine.heartbeat'] = cloned;
    await codeOf(license.heartbeat({}));
    const before = companion.status().machine.id;
    const renewed = await machine.renewIdentity({ confirm: true });
    expect(renewed.id).not.toBe(before);
    expect(companion.status()).toMatchObject({
      machine: { id: renewed.id },
      leases: [],
      notices: [],
      session: { state: 'signed-in' },
    });
  });
});

describe('before a disk image is made', () => {
  test('not while a license is here: in an image it would be lost', async () => {
    const { machine, license, held } = await signedIn();
    expect(await failureOf(machine.prepareImage({ confirm: true }))).toMatchObject({
      code: 'lease-still-here',
      details: { licenses: ['Graphics XR'] },
    });
    await license.release({ lease: held.id });
    expect((await machine.prepareImage({ confirm: true })).removed).not.toEqual([]);
  });

  test('key and session are gone, and this process makes no other, however long it goes on', async () => {
    const one = await signedIn();
    await one.license.release({ lease: one.held.id });
    const stop = one.companion.start();
    await one.clock.settle();
    const { removed } = await one.machine.prepareImage({ confirm: true });
    expect(removed).toContain(join(one.folder, 'machine.key'));
    expect(one.companion.status().session).toMatchObject({ state: 'signed-out' });
    expect(one.cloud.tokens.size).toBe(0);
    await one.clock.advance(30 * minute);
    one.clock.hands.wall += 60 * minute;
    await one.clock.advance(minute);
    expect(await codeOf(one.machine.rename({ name: 'OTHER' }))).toBe('identity-wiped');
    expect(await codeOf(one.client.companion.offline.request({}))).toBe('identity-wiped');
    await stop();
    expect(readdirSync(one.folder).toSorted()).toEqual(['leases', 'trust-root']);
    const next = await createTestCompanion({ folder: one.folder, clock: one.clock, cloud: one.cloud });
    expect(existsSync(join(one.folder, 'machine.key'))).toBe(true);
    expect(next.companion.status().machine.id).not.toBe(one.companion.status().machine.id);
  });

  test('also without a network', async () => {
    const one = await licensedByFile();
    const { machine, offline } = one.client.companion;
    expect(await codeOf(machine.prepareImage({ confirm: true }))).toBe('lease-still-here');
    await offline.return({ lease: 'lease-1' });
    expect((await machine.prepareImage({ confirm: true })).removed.length).toBeGreaterThan(2);
  });
});

/** Signed in on a machine that tells this about being virtual. */
async function virtual(isVirtual: () => Promise<boolean>) {
  const { ports } = await createTestCompanion();
  const one = await createTestCompanion({ ports: { evidence: { ...ports.evidence, isVirtual } } });
  await signIn(one);
  return one;
}

test('what it says about itself: hashes, whether it is a virtual machine, its version', async () => {
  const one = await virtual(() => Promise.resolve(true));
  const said: unknown[] = [];
  one.cloud.answers['license.pick'] = ({ call }: { call: string }) => {
    said.push(saidIn({ nonce: '', text: call }).machine);
    throw new Failure('no-free-seat', { license: 'Graphics XR', seats: 1 });
  };
  await codeOf(one.client.companion.license.pick({ license: 'xr' }));
  expect(said).toMatchObject([
    { isVirtual: true, appVersion: '0.1.0', evidence: { cpu: expect.stringMatching(/^[0-9a-f]{32}$/) as string } },
  ]);
});

test('a machine that cannot tell whether it is virtual is taken for a real one', async () => {
  const one = await virtual(() => Promise.reject(new Error('no rights')));
  expect((await one.client.companion.license.pick({ license: 'xr' })).standing).toBe('valid');
});

describe('room codes', () => {
  test('a machine enters without a person, and gets the same lease when it asks again', async () => {
    const one = await createTestCompanion();
    const { license } = one.client.companion;
    const lease = await license.enter({ code: 'K7QF-2M9D' });
    expect(lease).toMatchObject({ person: null, standing: 'valid' });
    expect(await license.enter({ code: 'K7QF-2M9D' })).toEqual(lease);
    one.cloud.answers['license.enter'] = () => {
      throw new Failure('room-closed', {});
    };
    expect(await codeOf(license.enter({ code: 'AAAA' }))).toBe('room-closed');
    await license.release({ lease: lease.id });
    expect(one.companion.status().leases).toEqual([]);
  });
});
