import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { hour } from '#shared/models/time.ts';
import { apart, codeOf, failureOf, licensed } from '../../../support/apart.ts';
import { pushed } from '../../../support/carrying.ts';
import { createTestCompanion, memorySettings } from '../../../support/companion.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createFakeCloud } from '../../../support/fake-cloud.ts';
import { testCloud } from '../../../support/signed-files.ts';

describe('trusting a cloud', () => {
  test('the words are compared as a person types them; other words, other files and other clouds are told apart', async () => {
    const { offline, keys, companion } = await apart();
    const fingerprint = fingerprintOf(keys.trustRoot);
    const text = keys.trustRootFile;
    expect(await failureOf(offline.trust({ text, fingerprint: 'acorn actor' }))).toMatchObject({
      code: 'fingerprint-differs',
      details: { given: 'acorn actor', found: fingerprint },
    });
    expect(await failureOf(offline.trust({ text: pushed(keys, 'other'), fingerprint }))).toMatchObject({
      code: 'file-refused',
      details: { refusal: { code: 'wrong-kind', found: 'license' } },
    });
    expect(companion.status().cloud.fingerprint).toBeNull();
    await offline.trust({ text, fingerprint: ` ${fingerprint.toUpperCase().replaceAll('-', '  ')}.` });
    expect(companion.status().cloud).toMatchObject({ name: 'Northlight Cloud', fingerprint });
  });

  test('another cloud takes its place only where nothing of the first is in use', async () => {
    const { offline, companion } = await licensed();
    const other = testCloud('Other Cloud');
    const asked = { text: other.trustRootFile, fingerprint: fingerprintOf(other.trustRoot) };
    expect(await codeOf(offline.trust(asked))).toBe('cloud-changed');
    await offline.return({ lease: 'lease-1' });
    expect(await offline.trust(asked)).toMatchObject({ name: 'Other Cloud' });
    expect(companion.status()).toMatchObject({ cloud: { name: 'Other Cloud' }, leases: [] });
  });

  test('the trust root of the installer is pinned at the first start, and asks nobody', async () => {
    const cloud = testCloud();
    const one = await createTestCompanion({ ports: { installedTrustRoot: cloud.trustRootFile } });
    await one.client.companion.offline.request({});
    expect(one.companion.status().cloud.name).toBe('Northlight Cloud');
    const other = await createTestCompanion({
      folder: one.folder,
      ports: { installedTrustRoot: testCloud('Other Cloud').trustRootFile },
    });
    await other.client.companion.machine.show({});
    expect(other.companion.status().cloud.name).toBe('Northlight Cloud');
  });

  test('an installer with a broken one is no reason not to start', async () => {
    const one = await createTestCompanion({ ports: { installedTrustRoot: 'broken' } });
    expect(await codeOf(one.client.companion.offline.request({}))).toBe('no-cloud-yet');
    expect(one.logged.join()).toContain('the trust root of the installer');
  });

  test('a machine that knows its cloud by file alone does not take the one of its own app for it', async () => {
    const clock = createFakeClock();
    const embedded = createFakeCloud({ now: clock.now, name: 'Sample Studio' });
    let started = 0;
    let stopped = 0;
    const one = await createTestCompanion({
      clock,
      cloud: embedded,
      ports: {
        settingsStore: memorySettings({ version: 1 }),
        embeddedCloud: {
          start: async () => {
            started++;
            return 'http://127.0.0.1:4711';
          },
          stop: async () => void stopped++,
        },
      },
    });
    const stop = one.companion.start();
    await clock.settle();
    expect(one.companion.status().cloud).toMatchObject({ state: 'reachable', embedded: true });
    const studio = testCloud();
    await one.client.companion.offline.trust({
      text: studio.trustRootFile,
      fingerprint: fingerprintOf(studio.trustRoot),
    });
    await clock.advance(hour);
    expect(one.companion.status().cloud).toMatchObject({
      name: 'Northlight Cloud',
      state: 'unreachable',
      why: 'cloud-unreachable',
      url: '',
      embedded: false,
    });
    expect(stopped).toBeGreaterThan(0);
    const before = started;
    await clock.advance(hour);
    expect(started).toBe(before);
    await one.client.companion.offline.request({});
    expect(one.companion.status().offline.requests).toHaveLength(1);
    await stop();
  });
});
