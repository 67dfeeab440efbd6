import { createORPCClient } from '@orpc/client';
import { describe, expect, test } from 'vitest';
import { toFailure } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import type { CloudClient, ConnectCloud } from '#main/services/ports.ts';
import { cloudUrl, createTestCompanion, memorySettings, signIn } from '../../../support/companion.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createFakeCloud } from '../../../support/fake-cloud.ts';

const otherUrl = 'https://other.example';
const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => 'no failure',
    (error: unknown) => toFailure(error)?.code ?? String(error),
  );

/** Two clouds, each at its own address. */
async function between() {
  const clock = createFakeClock();
  const [here, there] = [createFakeCloud({ now: clock.now }), createFakeCloud({ now: clock.now, name: 'Other' })];
  const connectCloud: ConnectCloud = (options) => {
    const [a, b] = [here.connect(options), there.connect(options)];
    const call: typeof a.call = async (...asked) => ((await options.url()) === otherUrl ? b : a).call(...asked);
    return { call, client: createORPCClient<CloudClient>({ call: (path, input) => call(path, input) }) };
  };
  const one = await createTestCompanion({ clock, cloud: here, ports: { connectCloud } });
  await signIn(one);
  return { ...one, here, there, connection: one.client.companion.connection };
}

describe('looking at another cloud', () => {
  test('says its name and fingerprint, and changes nothing', async () => {
    const one = await between();
    const before = await one.connection.show({});
    expect(await one.connection.test({ url: otherUrl })).toEqual({
      name: 'Other',
      fingerprint: fingerprintOf(one.there.keys.trustRoot),
    });
    expect(await one.connection.show({})).toEqual(before);
  });

  test.each(['http://10.1.2.3', 'http://cloud.example'])('not without encryption: %s', async (url) => {
    const one = await between();
    expect(await codeOf(one.connection.test({ url }))).toBe('invalid-input');
  });

  test('what answers with a trust root that is none is not believed', async () => {
    const one = await between();
    one.there.answers['about.show'] = () => ({ cloud: 'other', name: 'Other', trustRoot: 'none' });
    expect(await codeOf(one.connection.test({ url: otherUrl }))).toBe('answer-refused');
  });
});

describe('moving to another cloud', () => {
  test('gives the seats back, signs out, and is known by the new fingerprint', async () => {
    const one = await between();
    await one.client.companion.license.pick({ license: 'xr' });
    const fingerprint = fingerprintOf(one.there.keys.trustRoot);
    expect(await one.connection.use({ url: otherUrl, fingerprint })).toMatchObject({
      url: otherUrl,
      name: 'Other',
      fingerprint,
      state: 'reachable',
    });
    expect(one.here.leases.size).toBe(0);
    expect(one.here.tokens.size).toBe(0);
    expect(one.companion.status()).toMatchObject({
      session: { state: 'signed-out', why: 'other-cloud' },
      leases: [],
    });
    await signIn(one);
    expect((await one.client.companion.license.pick({ license: 'cg' })).license).toBe('cg');
  });

  test('not when the fingerprint is another than the one compared', async () => {
    const one = await between();
    await one.client.companion.license.pick({ license: 'xr' });
    expect(await codeOf(one.connection.use({ url: otherUrl, fingerprint: 'wrong words' }))).toBe('cloud-changed');
    expect(one.companion.status()).toMatchObject({ session: { state: 'signed-in' }, leases: [{ license: 'xr' }] });
    expect((await one.connection.show({})).url).toBe(cloudUrl);
  });

  test('the same cloud at another address: nobody is signed out and nothing is given back', async () => {
    const one = await between();
    await one.client.companion.license.pick({ license: 'xr' });
    one.there.answers['about.show'] = () =>
      one.here
        .connect({ url: async () => cloudUrl, token: async () => null, onContact: () => {} })
        .client.about.show({});
    await one.connection.use({ url: otherUrl, fingerprint: null });
    expect(one.companion.status()).toMatchObject({ session: { state: 'signed-in' }, leases: [{ license: 'xr' }] });
  });
});

describe('the embedded cloud', () => {
  test('is started by the first call that needs it, and followed when it moves', async () => {
    const urls: string[] = [];
    let port = 4100;
    const clock = createFakeClock();
    const cloud = createFakeCloud({ now: clock.now });
    const connectCloud: ConnectCloud = (options) =>
      cloud.connect({
        ...options,
        url: async () => {
          urls.push(await options.url());
          return urls.at(-1) ?? '';
        },
      });
    const one = await createTestCompanion({
      clock,
      cloud,
      ports: {
        connectCloud,
        settingsStore: memorySettings({ version: 1 }),
        embeddedCloud: { start: async () => `http://127.0.0.1:${port}`, stop: async () => undefined },
      },
    });
    await signIn(one);
    port = 4200;
    await one.client.companion.license.list({});
    expect(new Set(urls)).toEqual(new Set(['http://127.0.0.1:4100', 'http://127.0.0.1:4200']));
    expect(one.companion.status().cloud).toMatchObject({ url: 'http://127.0.0.1:4200', embedded: true });
  });

  test('that does not start is a cloud that cannot be reached', async () => {
    const start = () => Promise.reject(new Failure('cloud-unreachable', { url: 'embedded' }));
    const ports = {
      settingsStore: memorySettings({ version: 1 }),
      embeddedCloud: { start, stop: async () => undefined },
    };
    const one = await createTestCompanion({ ports });
    expect(await codeOf(signIn(one))).toBe('cloud-unreachable');
    expect(one.companion.status().cloud).toMatchObject({ state: 'unreachable', why: 'cloud-unreachable' });
  });
});
