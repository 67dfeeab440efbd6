import { describe, expect, test } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { toFailure } from '#shared/contract/failure.ts';
import { defaultSettings } from '#shared/models/settings.ts';
import { createTestCompanion, memorySettings } from '../../../support/companion.ts';

const open = async (store: ReturnType<typeof memorySettings>) => {
  const one = await createTestCompanion({ ports: { settingsStore: store } });
  return { ...one, show: async () => (await one.client.companion.settings.show({})).settings };
};

describe('a settings file', () => {
  test('that is not there gives the defaults, and no word about it', async () => {
    const one = await open(memorySettings());
    expect(await one.show()).toEqual(defaultSettings);
    expect(one.companion.status().notices).toEqual([]);
  });

  test('of before versions is brought up to today', async () => {
    const one = await open(memorySettings({ theme: 'light' }));
    expect(await one.show()).toEqual({ ...defaultSettings, theme: 'light' });
    expect(one.companion.status().notices).toEqual([]);
  });

  test.each([
    ['is not JSON', { state: 'damaged' as const }],
    ['is something else', { state: 'read' as const, value: [1, 2] }],
  ])('that %s is put aside, and said', async (_, found) => {
    const store = memorySettings();
    const one = await open({ ...store, read: () => found });
    expect(await one.show()).toEqual(defaultSettings);
    expect(one.companion.status().notices).toMatchObject([
      { kind: 'settings-repaired', kept: `${store.file}.damaged` },
    ]);
  });

  test('with one wrong value loses that value only', async () => {
    const store = memorySettings({
      ...defaultSettings,
      theme: 'pink',
      keepRunning: false,
      cloudUrl: 'https://cloud.example',
    });
    const one = await open(store);
    expect(await one.show()).toEqual({ ...defaultSettings, keepRunning: false, cloudUrl: 'https://cloud.example' });
    expect(store.aside).toHaveLength(1);
    expect(store.value).toMatchObject({ theme: 'dark', keepRunning: false });
  });

  test('of a newer Greenroom is kept aside; what is understood goes on', async () => {
    const store = memorySettings({ ...defaultSettings, version: 9, theme: 'light', holograms: true });
    const one = await open(store);
    expect(await one.show()).toEqual({ ...defaultSettings, theme: 'light' });
    expect(store.aside).toMatchObject([{ version: 9, holograms: true }]);
  });
});

describe('changing settings', () => {
  test('is written, shown, and announced', async () => {
    const store = memorySettings({ version: 1 });
    const one = await open(store);
    const watcher = await one.client.companion.status.watch({});
    await watcher.next();
    expect(await one.client.companion.settings.update({ theme: 'light' })).toMatchObject({ theme: 'light' });
    expect(store.value).toMatchObject({ theme: 'light' });
    expect((await watcher.next()).value).toMatchObject({ changed: ['settings'] });
    await watcher.return?.();
  });

  test.each(['disk-full', 'state-not-writable'] as const)('%s: said, and the old ones go on', async (code) => {
    const store = memorySettings({ version: 1 });
    const write = () => {
      throw new Failure(code, { path: store.file });
    };
    const one = await open({ ...store, write });
    const failure = await one.client.companion.settings.update({ theme: 'light' }).catch(toFailure);
    expect(failure).toMatchObject({ code, details: { path: store.file } });
    expect((await one.show()).theme).toBe('dark');
  });

  test('a home that cannot be written keeps nobody from signing in', async () => {
    const store = memorySettings({ version: 1, cloudUrl: 'https://cloud.example' });
    const write = () => {
      throw new Failure('state-not-writable', { path: store.file });
    };
    const one = await open({ ...store, write });
    await one.client.companion.session.signIn({ email: 'ingrid@northlight.example', password: one.cloud.password });
    expect((await one.client.companion.status.show({})).session.state).toBe('signed-in');
  });
});
