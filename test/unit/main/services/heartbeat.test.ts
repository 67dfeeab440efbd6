import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { hour, minute } from '#shared/models/time.ts';
import { cloudUrl, createTestCompanion, signIn, type TestCompanion } from '../../../support/companion.ts';

const unreachable = new Failure('cloud-unreachable', { url: cloudUrl });
const beats = ({ cloud }: TestCompanion) => cloud.calls.filter((call) => call === 'machine.heartbeat').length;
let stop: () => Promise<void> = async () => undefined;
afterEach(() => stop());

/** A machine that holds a license, an hour after its start. */
async function running() {
  const one = await createTestCompanion();
  await signIn(one);
  await one.client.companion.license.pick({ license: 'xr' });
  stop = one.companion.start();
  await one.clock.settle();
  return one;
}

describe('L4: the heartbeat', () => {
  test('beats at once, and every ten minutes', async () => {
    const one = await running();
    expect(beats(one)).toBe(1);
    await one.clock.advance(hour);
    expect(beats(one)).toBe(7);
    expect(one.companion.status()).toMatchObject({ cloud: { state: 'reachable' } });
    expect(one.companion.status().nextHeartbeatAt).toBeGreaterThan(one.clock.now());
  });

  test('goes on with nobody signed in', async () => {
    const one = await running();
    await one.client.companion.session.signOut({});
    await one.clock.advance(hour);
    expect(beats(one)).toBe(7);
    expect(one.companion.status().leases[0]?.leaseEndsAt).toBeGreaterThan(one.clock.now() + 23 * hour);
  });

  test('spreads machines out by a tenth', async () => {
    const early = await createTestCompanion({
      ports: { random: { bytes: (n) => crypto.getRandomValues(new Uint8Array(n)), fraction: () => 0 } },
    });
    await signIn(early);
    await early.client.companion.license.pick({ license: 'xr' });
    stop = early.companion.start();
    await early.clock.settle();
    await early.clock.advance(9 * minute + 1000);
    expect(beats(early)).toBe(2);
  });

  test('tries again soon when the cloud cannot be reached, and is back within a minute of it', async () => {
    const one = await running();
    one.cloud.trouble = unreachable;
    await one.clock.advance(2 * hour);
    const { cloud, leases, notices } = one.companion.status();
    expect(cloud).toMatchObject({ state: 'unreachable', why: 'cloud-unreachable' });
    expect(leases[0]?.standing).toBe('valid');
    expect(notices).toEqual([]);
    one.cloud.trouble = null;
    const before = beats(one);
    await one.clock.advance(minute);
    expect(beats(one)).toBe(before + 1);
    expect(one.companion.status().cloud.state).toBe('reachable');
  });

  test('beats as soon as another call shows that the cloud is back, once', async () => {
    const one = await running();
    one.cloud.trouble = unreachable;
    await one.clock.advance(2 * hour);
    one.cloud.trouble = null;
    const before = beats(one);
    await one.client.companion.license.list({});
    await one.clock.settle();
    expect(beats(one)).toBe(before + 1);
  });

  test('a refusal is an answer: no hammering', async () => {
    const one = await running();
    one.cloud.answers['machine.heartbeat'] = () => {
      throw new Failure('machine-barred', {});
    };
    const before = beats(one);
    await one.clock.advance(hour);
    expect(beats(one)).toBe(before + 6);
    expect(one.companion.status().cloud).toMatchObject({ state: 'refused', why: 'machine-barred' });
  });

  test('beats at once after the machine slept', async () => {
    const one = await running();
    const before = beats(one);
    one.clock.suspend(8 * hour);
    await one.clock.advance(21_000);
    expect(beats(one)).toBe(before + 1);
  });

  test('a machine that never held a seat only looks whether the cloud is there', async () => {
    const one = await createTestCompanion();
    await signIn(one);
    stop = one.companion.start();
    await one.clock.advance(hour);
    expect(beats(one)).toBe(0);
    const { cloud, lastHeartbeatAt } = one.companion.status();
    expect({ state: cloud.state, lastHeartbeatAt }).toEqual({ state: 'reachable', lastHeartbeatAt: null });
  });

  test('one that a person asks for counts: the regular one comes ten minutes later', async () => {
    const one = await running();
    await one.clock.advance(9 * minute);
    await one.client.companion.license.heartbeat({});
    const { lastHeartbeatAt, nextHeartbeatAt } = one.companion.status();
    expect(lastHeartbeatAt).toBe(one.clock.now());
    expect(nextHeartbeatAt).toBe(one.clock.now() + 10 * minute);
    const before = beats(one);
    await one.clock.advance(9 * minute);
    expect(beats(one)).toBe(before);
    await one.clock.advance(2 * minute);
    expect(beats(one)).toBe(before + 1);
  });

  test('one that a person asks for when the cloud is back is the one, not one of two', async () => {
    const one = await running();
    one.cloud.trouble = unreachable;
    await one.clock.advance(hour);
    one.cloud.trouble = null;
    const before = beats(one);
    await one.client.companion.license.heartbeat({});
    await one.clock.advance(minute);
    expect(beats(one)).toBe(before + 1);
  });

  test('stops when it is told to', async () => {
    const one = await running();
    await stop();
    stop = async () => undefined;
    const before = one.cloud.calls.length;
    await one.clock.advance(hour);
    expect(one.cloud.calls).toHaveLength(before);
  });
});

describe('L4: what time alone changes', () => {
  test('a lease that ends without a network is announced when it ends', async () => {
    const one = await running();
    const seen: string[] = [];
    one.cloud.trouble = unreachable;
    const watcher = await one.client.companion.status.watch({});
    void (async () => {
      for await (const { status } of watcher) seen.push(status.leases[0]?.standing ?? 'none');
    })();
    await one.clock.advance(23 * hour);
    expect(new Set(seen)).toEqual(new Set(['valid']));
    await one.clock.advance(2 * hour);
    expect(seen.at(-1)).toBe('ended');
    await watcher.return?.();
    expect(one.companion.status().cloud).toMatchObject({ state: 'unreachable' });
  });

  test('two clocks apart: said once, taken back when it heals, never a lock-out', async () => {
    const one = await running();
    one.clock.hands.wall += 3 * hour;
    await one.clock.advance(minute);
    expect(one.companion.status().notices).toMatchObject([{ kind: 'clock-differs', byMilliseconds: 3 * hour }]);
    expect(one.companion.status().leases[0]?.standing).toBe('valid');
    one.clock.hands.wall -= 3 * hour;
    await one.clock.advance(minute);
    expect(one.companion.status().notices).toEqual([]);
  });
});
