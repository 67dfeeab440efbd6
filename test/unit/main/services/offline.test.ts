import { describe, expect, test } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { apart, away, codeOf, failureOf, licensed } from '../../../support/apart.ts';
import { answerToRequest, pushed, receiptFor } from '../../../support/carrying.ts';
import { createTestCompanion, signIn } from '../../../support/companion.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createFakeCloud } from '../../../support/fake-cloud.ts';
import { heartbeat, saidIn } from '../../../support/machine.ts';
import { rotatedCloud } from '../../../support/rotated-cloud.ts';

describe('F1, F2: without a network, and with nobody signed in', () => {
  test('the whole round trip: trust, request, apply, acknowledge, return, receipt', async () => {
    const { offline, keys, trust, companion, cloud, client } = await apart();
    expect(await trust()).toEqual({ name: 'Northlight Cloud', fingerprint: fingerprintOf(keys.trustRoot) });
    const { request, file } = await offline.request({ product: 'graphics', edition: 'xr', days: 30 });
    expect(await offline.showRequest({ request })).toEqual({ request, file });
    expect(companion.status().offline.requests).toMatchObject([{ id: request }]);
    const applied = await offline.apply({ text: answerToRequest(keys, file) });
    expect(applied).toMatchObject({
      leases: [{ id: 'lease-1', standing: 'valid' }],
      sequence: 1,
      receipts: [],
      trustRoot: null,
    });
    expect(await offline.acknowledge({})).toEqual({ file: applied.acknowledgement });
    expect(companion.status()).toMatchObject({
      leases: [{ mode: 'offline' }],
      offline: { acknowledgement: { sequence: 1 } },
    });
    expect(await codeOf(client.companion.license.release({ lease: 'lease-1' }))).toBe('lease-is-offline');
    const proof = await offline.return({ lease: 'lease-1' });
    expect(companion.status()).toMatchObject({
      leases: [],
      offline: { returns: [{ lease: 'lease-1', receiptAt: null }] },
    });
    expect(await offline.return({ lease: 'lease-1' })).toEqual(proof);
    const received = await offline.apply({ text: receiptFor(keys, proof.file) });
    expect(received).toMatchObject({
      leases: null,
      sequence: null,
      acknowledgement: null,
      receipts: [{ lease: 'lease-1' }],
    });
    expect(cloud.calls).toEqual([]);
  });

  test('everything that changes is told to those who watch', async () => {
    const { offline, keys, trust, client } = await apart();
    await trust();
    const watcher = await client.companion.status.watch({});
    const next = async () => {
      const event = await watcher.next();
      if (event.done) throw new Error('the watcher has ended');
      return event.value;
    };
    await next();
    const { file } = await offline.request({});
    expect((await next()).changed).toContain('license');
    await offline.apply({ text: answerToRequest(keys, file) });
    expect((await next()).status.leases).toHaveLength(1);
    await offline.return({ lease: 'lease-1' });
    expect((await next()).status.offline.returns).toHaveLength(1);
    await watcher.return?.();
  });

  test('a lease that ended elsewhere is said; what this machine gave back itself is not', async () => {
    const { offline, keys, companion } = await licensed();
    const notice = { license: 'Graphics XR', by: 'Jo', at: 0 };
    await offline.apply({
      text: pushed(keys, companion.status().machine.id, {
        sequence: 2,
        leases: [],
        notices: [
          { ...notice, lease: 'lease-1', reason: 'released' },
          { ...notice, lease: 'lease-0', reason: 'returned' },
        ],
      }),
    });
    expect(companion.status().notices).toMatchObject([{ kind: 'lease-ended', notice: { lease: 'lease-1' } }]);
  });

  test('newer trust roots come by file, too', async () => {
    const { offline, keys, companion } = await licensed();
    const next = rotatedCloud(keys);
    const text = `${pushed(next, companion.status().machine.id, { sequence: 2 })}${next.trustRootFile}`;
    expect(await offline.apply({ text })).toMatchObject({ sequence: 2, trustRoot: fingerprintOf(next.trustRoot) });
    expect(companion.status().cloud.fingerprint).toBe(fingerprintOf(next.trustRoot));
  });

  test('what is missing is said: a cloud, a request, an acknowledgement, a lease', async () => {
    const { offline, trust, keys } = await apart();
    expect(await codeOf(offline.request({}))).toBe('no-cloud-yet');
    expect(await codeOf(offline.acknowledge({}))).toBe('no-cloud-yet');
    expect(await codeOf(offline.apply({ text: pushed(keys, 'other') }))).toBe('no-cloud-yet');
    await trust();
    expect(await codeOf(offline.showRequest({ request: 'f'.repeat(32) }))).toBe('not-found');
    expect(await codeOf(offline.dropRequest({ request: 'f'.repeat(32) }))).toBe('not-found');
    expect(await codeOf(offline.acknowledge({}))).toBe('not-found');
    expect(await codeOf(offline.return({ lease: 'lease-1' }))).toBe('no-lease-here');
    expect(await codeOf(offline.switchToOnline({ lease: 'lease-1' }))).toBe('no-lease-here');
    const refusal = await failureOf(offline.apply({ text: pushed(keys, 'other', { machineName: 'RENDER-04' }) }));
    expect(refusal).toMatchObject({
      code: 'file-refused',
      details: { refusal: { code: 'other-machine', found: 'RENDER-04', here: 'RENDER-03' } },
    });
  });

  test('a request says what is wanted, or lets whoever answers choose; what cannot be said is asked for', async () => {
    const { offline, companion } = await licensed();
    const wanted = () => companion.status().offline.requests.at(-1)?.wanted;
    await offline.request({});
    expect(wanted()).toBeNull();
    await offline.request({ product: 'tracking' });
    expect(wanted()).toMatchObject({ product: 'tracking', edition: null });
    await offline.request({ purpose: 'renew', days: 14 });
    expect(wanted()).toMatchObject({ product: 'graphics', edition: 'xr', days: 14 });
    expect(await failureOf(offline.request({ days: 14 }))).toMatchObject({
      code: 'invalid-input',
      details: { problems: [{ field: 'product' }] },
    });
    expect(await codeOf(offline.request({ purpose: 'renew', edition: 'cg' }))).toBe('invalid-input');
  });

  test('inspecting needs nothing at all, keeps the order, and lets others have their turn', async () => {
    const { offline, keys } = await apart();
    const others = Array.from({ length: 45 }, (_, at) => pushed(keys, 'other', { sequence: at + 1 }));
    expect((await offline.inspect({ text: 'nothing' })).map(({ refusal }) => refusal?.code)).toEqual([
      'not-a-greenroom-file',
    ]);
    const found = await offline.inspect({ text: [...others, keys.trustRootFile].join('') });
    expect(found.map(({ about }) => about?.sequence)).toEqual([...others.map((_, at) => at + 1), 1]);
    expect(found.at(-1)).toMatchObject({ kind: 'trust-root', next: 'compare-fingerprint' });
  });

  test('in a long text a newer trust root makes the rest genuine, wherever it stands', async () => {
    const { offline, keys, companion } = await licensed();
    const next = rotatedCloud(keys);
    const many = Array.from({ length: 30 }, () => pushed(next, companion.status().machine.id, { sequence: 2 }));
    const found = await offline.inspect({ text: [...many, next.trustRootFile].join('') });
    expect(found).toHaveLength(31);
    expect(found.every(({ isGenuine }) => isGenuine)).toBe(true);
  });
});

describe('F1, F2: using a license offline, from a connected machine', () => {
  async function connected() {
    const one = await createTestCompanion();
    await signIn(one);
    return { ...one, offline: one.client.companion.offline };
  }

  test('takes the seat if there is none yet, and leaves with it', async () => {
    const { offline, companion, clock, cloud } = await connected();
    expect(await offline.use({ license: 'xr', days: 30 })).toMatchObject({
      license: 'xr',
      mode: 'offline',
      leaseEndsAt: clock.now() + 30 * day,
      standing: 'valid',
    });
    expect(cloud.calls.filter((call) => call.startsWith('lease.') || call === 'license.pick')).toEqual([
      'license.pick',
      'lease.goOffline',
    ]);
    cloud.trouble = away;
    expect(companion.status().leases).toMatchObject([{ mode: 'offline' }]);
  });

  test('with a seat it keeps the lease, and may stay away for longer', async () => {
    const { offline, client, cloud } = await connected();
    const { id } = await client.companion.license.pick({ license: 'xr' });
    expect(await offline.use({ license: 'xr', days: 7 })).toMatchObject({ id });
    expect(await offline.use({ license: 'xr', days: 60 })).toMatchObject({ id });
    expect(cloud.calls.filter((call) => call === 'license.pick')).toHaveLength(1);
  });

  test('a seat that was taken for it alone is given back when it does not come to that', async () => {
    const { offline, cloud, companion, client } = await connected();
    cloud.answers['lease.goOffline'] = () => {
      throw new Failure('offline-length-not-allowed', { lengths: [7], untilEnd: false });
    };
    expect(await codeOf(offline.use({ license: 'xr', days: null }))).toBe('offline-length-not-allowed');
    expect(companion.status().leases).toEqual([]);
    await client.companion.license.pick({ license: 'xr' });
    expect(await codeOf(offline.use({ license: 'xr', days: null }))).toBe('offline-length-not-allowed');
    expect(companion.status().leases).toHaveLength(1);
  });

  test('needs somebody signed in; switching back and releasing does not', async () => {
    const { offline, client, companion } = await connected();
    const { id } = await offline.use({ license: 'xr', days: 30 });
    await client.companion.session.signOut({ release: true });
    expect(companion.status().leases).toHaveLength(1);
    expect(await codeOf(offline.use({ license: 'xr', days: 30 }))).toBe('not-signed-in');
    expect(await offline.switchToOnline({ lease: id })).toMatchObject({ id, mode: 'online' });
    await client.companion.license.release({ lease: id });
    expect(companion.status().leases).toEqual([]);
  });

  test('what was given back by file is told to the cloud once there is a network, and needs its proof no more', async () => {
    const { offline, companion, cloud, client } = await connected();
    const { id } = await offline.use({ license: 'xr', days: 30 });
    await offline.return({ lease: id });
    expect(cloud.leases.size).toBe(1);
    expect(await client.companion.license.heartbeat({})).toEqual([]);
    expect(cloud.leases.size).toBe(0);
    expect(companion.status().offline.returns).toMatchObject([{ lease: id, receiptAt: expect.any(Number) as number }]);
  });

  test('moving to another cloud would lose it: refused', async () => {
    const clock = createFakeClock();
    const here = createFakeCloud({ now: clock.now });
    const there = createFakeCloud({ now: clock.now, name: 'Other' });
    const one = await createTestCompanion({ clock, cloud: here });
    await signIn(one);
    await one.client.companion.offline.use({ license: 'xr', days: 30 });
    here.answers['about.show'] = () => ({
      cloud: there.keys.trustRoot.cloud,
      name: 'Other',
      trustRoot: there.keys.trustRootFile,
    });
    const moved = one.client.companion.connection.use({ url: 'https://other.example', fingerprint: null });
    expect(await codeOf(moved)).toBe('lease-is-offline');
    expect(one.companion.status()).toMatchObject({ session: { state: 'signed-in' }, leases: [{ mode: 'offline' }] });
  });
});

test('F1, F2: an air-gapped machine uses up no counters for a cloud that is not there', async () => {
  const one = await licensed();
  const { counter } = saidIn(await one.ports.machineState.openCall(heartbeat));
  const stop = one.companion.start();
  await one.clock.advance(3 * hour);
  await stop();
  expect(saidIn(await one.ports.machineState.openCall(heartbeat)).counter).toBeLessThanOrEqual(counter + 2);
});

test('F1, F2: a machine that knows its license by file says so to its cloud as soon as there is a network', async () => {
  const one = await licensed();
  const stop = one.companion.start();
  await one.clock.advance(hour);
  expect(one.cloud.calls).toEqual([]);
  one.cloud.trouble = null;
  await one.clock.advance(2 * minute);
  await stop();
  expect(one.cloud.calls).toContain('machine.heartbeat');
  expect(one.companion.status().offline.acknowledgement).toBeNull();
});
