import { afterEach, describe, expect, test } from 'vitest';
import { createORPCClient } from '@orpc/client';
import { createConnectCloud } from '#main/adapters/cloud-client/connect.ts';
import type { CloudClient, CloudConnection, ConnectCloud } from '#main/services/ports.ts';
import { type ErrorCode, Failure } from '#shared/errors.ts';
import { hour, minute } from '#shared/models/time.ts';
import { cloudUrl, createTestCompanion, signIn, type TestCompanion } from '../support/companion.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeCloud } from '../support/fake-cloud.ts';
import { selfSigned, serve, serveTls } from '../support/loopback.ts';

const isFull = process.env['PROMISES'] === 'full';
/** How long the cloud is away, in hours. */
const outages = isFull ? [...Array.from({ length: 25 }, (_, n) => 3 * n), 1, 23, 25] : [0, 1, 23, 25, 72];
const step = isFull ? 10 * minute : hour;

let stop: () => Promise<void> = async () => undefined;
afterEach(() => stop());

async function holding(leaseHours = 24) {
  const clock = createFakeClock();
  const cloud = createFakeCloud({ now: clock.now, leaseHours });
  const one = await createTestCompanion({ clock, cloud });
  await signIn(one);
  await one.client.companion.license.pick({ license: 'xr' });
  stop = one.companion.start();
  await clock.settle();
  return one;
}

/** The one rule: a lease stands as its signed end says, whatever the network does. */
function expectAsSigned({ companion, cloud, clock }: TestCompanion, signedEnd: number): void {
  const { leases, session, notices } = companion.status();
  expect(leases).toHaveLength(1);
  expect(leases[0]).toMatchObject({
    leaseEndsAt: signedEnd,
    standing: clock.now() < signedEnd ? 'valid' : 'ended',
  });
  expect(session.state).toBe('signed-in');
  expect(notices).toEqual([]);
  expect(cloud.leases.size).toBe(1);
}

const endOf = ({ companion }: TestCompanion) => companion.status().leases[0]?.leaseEndsAt ?? 0;

const troubles: [ErrorCode, Failure][] = [
  ['cloud-unreachable', new Failure('cloud-unreachable', { url: cloudUrl })],
  ['not-a-greenroom-cloud', new Failure('not-a-greenroom-cloud', { url: cloudUrl })],
  ['cloud-untrusted-tls', new Failure('cloud-untrusted-tls', { url: cloudUrl, why: 'CERT_HAS_EXPIRED' })],
  ['proxy-failed', new Failure('proxy-failed', { proxy: 'http://proxy:3128' })],
];

describe.each(troubles)('R6: %s', (code, trouble) => {
  test('however many hours, only the signed end counts', async () => {
    for (const hours of isFull || code === 'cloud-unreachable' ? outages : [25]) {
      const one = await holding();
      const signedEnd = endOf(one);
      one.cloud.trouble = trouble;
      for (let gone = 0; gone < hours * hour; gone += step) {
        await one.clock.advance(step);
        expectAsSigned(one, signedEnd);
        expect(one.companion.status().cloud).toMatchObject({ state: 'unreachable', why: code });
      }
      one.cloud.trouble = null;
      await one.clock.advance(11 * minute);
      expect(one.companion.status()).toMatchObject({ cloud: { state: 'reachable' }, leases: [{ standing: 'valid' }] });
      await stop();
    }
  }, 1_800_000);
});

test('R6: down for 23 hours changes nothing but the small sign', async () => {
  const one = await holding();
  const before = one.companion.status();
  one.cloud.trouble = new Failure('cloud-unreachable', { url: cloudUrl });
  await one.clock.advance(23 * hour);
  const after = one.companion.status();
  const { cloud, now, nextHeartbeatAt, lastHeartbeatAt } = after;
  expect(after).toEqual({ ...before, cloud, now, nextHeartbeatAt, lastHeartbeatAt });
  expect(cloud).toEqual({ ...before.cloud, state: 'unreachable', why: 'cloud-unreachable', since: cloud.since });
});

test('R6: a network that comes and goes keeps the lease, and beats no more than once a minute on average', async () => {
  const one = await holding(1);
  const away = new Failure('cloud-unreachable', { url: cloudUrl });
  const hours = isFull ? 72 : 12;
  let seconds = 1;
  for (let gone = 0; gone < hours * hour; ) {
    // 1 to 50 minutes of either, never the same twice in a row.
    seconds = (seconds * 7919 + 13) % 3001;
    one.cloud.trouble = one.cloud.trouble ? null : away;
    const spell = seconds * 1000 + minute;
    await one.clock.advance(spell);
    gone += spell;
    const { leases, session } = one.companion.status();
    expect(leases[0]?.standing).toBe(one.clock.now() < endOf(one) ? 'valid' : 'ended');
    expect(session.state).toBe('signed-in');
  }
  const beats = one.cloud.calls.filter((call) => call === 'machine.heartbeat').length;
  console.log(`R6: ${hours} h of flapping, ${beats} beats reached the cloud, ${one.cloud.leases.size} seat taken`);
  expect(beats).toBeLessThan(hours * 60);
  expect(one.cloud.leases.size).toBe(1);
}, 1_800_000);

describe('R6: with real sockets', () => {
  const page = '<html><body>Hotel Wi-Fi</body></html>';
  const cases: [string, string, () => Promise<string>][] = [
    ['a closed port', 'cloud-unreachable', async () => 'http://127.0.0.1:1'],
    ['a server that fails', 'not-a-greenroom-cloud', () => serve((_, answer) => void answer.writeHead(500).end(page))],
    [
      'a gateway without its cloud',
      'cloud-unreachable',
      () => serve((_, answer) => void answer.writeHead(502).end(page)),
    ],
    ['a captive portal', 'not-a-greenroom-cloud', () => serve((_, answer) => void answer.writeHead(200).end(page))],
    ['a wrong certificate', 'cloud-untrusted-tls', () => serveTls((_, answer) => void answer.end(page), selfSigned())],
  ];

  test.each(cases)('%s: the lease stands', async (_, why, open) => {
    const real = createConnectCloud({ environment: {} });
    const [clock, url] = [createFakeClock(), await open()];
    const cloud = createFakeCloud({ now: clock.now });
    let isBetween = false;
    const connectCloud: ConnectCloud = (options) => {
      const [straight, through] = [cloud.connect(options), real({ ...options, url: () => Promise.resolve(url) })];
      const call: CloudConnection['call'] = (...asked) => (isBetween ? through : straight).call(...asked);
      return { call, client: createORPCClient<CloudClient>({ call: (path, input) => call(path, input) }) };
    };
    const one = await createTestCompanion({ clock, cloud, ports: { connectCloud } });
    await signIn(one);
    await one.client.companion.license.pick({ license: 'xr' });
    const signedEnd = endOf(one);
    isBetween = true;
    await expect(one.client.companion.license.heartbeat({})).rejects.toMatchObject({ code: why });
    await expect(one.client.cloud.license.usable({})).rejects.toMatchObject({ code: why });
    expectAsSigned(one, signedEnd);
    expect(one.companion.status().cloud).toMatchObject({ state: 'unreachable', why });
  });
});
