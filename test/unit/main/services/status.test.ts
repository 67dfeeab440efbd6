import { describe, expect, test } from 'vitest';
import { createChanges } from '#main/services/changes.ts';
import { watch } from '#main/services/watcher.ts';
import { Status } from '#shared/models/status.ts';
import { createTestCompanion, signIn } from '../../../support/companion.ts';

describe('the status', () => {
  test('is one value of the contract’s shape, from the first moment on', async () => {
    const one = await createTestCompanion();
    expect(Status.parse(await one.client.companion.status.show({}))).toMatchObject({
      machine: {
        name: 'RENDER-03',
        evidence: expect.arrayContaining([{ name: 'cpu', state: 'present', reason: 'read' }]),
      },
      owner: { host: 'command', processId: 1 },
      session: { state: 'signed-out', why: 'never' },
      cloud: { url: 'https://cloud.example', state: 'unknown', name: null },
      leases: [],
    });
  });

  test('is shown again after every change, to each who watches', async () => {
    const one = await createTestCompanion();
    const watchers = await Promise.all([one.client.companion.status.watch({}), one.client.companion.status.watch({})]);
    for (const watcher of watchers) expect((await watcher.next()).value).toMatchObject({ changed: [] });
    await signIn(one);
    for (const watcher of watchers) {
      const { value } = await watcher.next();
      expect(value).toMatchObject({
        changed: expect.arrayContaining(['session']),
        status: { session: { state: 'signed-in' } },
      });
      await watcher.return?.();
    }
  });
});

describe('watching', () => {
  const listening = () => {
    const changes = createChanges();
    let listeners = 0;
    const subscribe: typeof changes.subscribe = (listener) => {
      const end = changes.subscribe(listener);
      listeners += 1;
      return () => {
        listeners -= 1;
        end();
      };
    };
    return { changes, subscribe, count: () => listeners };
  };

  test('one event for all that a slow watcher missed', async () => {
    const { changes, subscribe } = listening();
    let value = 0;
    const watcher = watch({ subscribe }, () => value);
    await watcher.next();
    for (value = 1; value < 1000; value += 1) changes.announce(value % 2 ? 'license' : 'notice');
    expect((await watcher.next()).value).toEqual({ changed: ['license', 'notice'], status: 1000 });
  });

  test('one that goes leaves nothing behind: by return, by signal, or while it waits', async () => {
    const { subscribe, count } = listening();
    const leaver = new AbortController();
    const [first, second, third] = [
      watch({ subscribe }, () => 0),
      watch({ subscribe }, () => 0, leaver.signal),
      watch({ subscribe }, () => 0),
    ];
    await first.next();
    await first.return();
    await second.next();
    const waiting = second.next();
    leaver.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await third.next();
    const ended = third.next();
    await third.return();
    expect(await ended).toEqual({ done: true, value: undefined });
    expect(count()).toBe(0);
  });
});
