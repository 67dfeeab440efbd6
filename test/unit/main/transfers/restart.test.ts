import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { createTestDownloads, memoryStore, orderOf, progressOf } from '../../../support/transfers.ts';

describe('D3: after a restart', () => {
  it('what ran goes on, what was paused stays paused with what it had, what was done is forgotten', async () => {
    const before = createTestDownloads();
    const stop = await before.start();
    await before.downloads.add(['a', 'b', 'c', 'd'].map((name) => orderOf(name)));
    await before.clock.settle();
    before.runOf('a').listener.progress(progressOf(300_000));
    await before.downloads.pause(await before.idOf('a'));
    await before.clock.settle();
    before.runOf('b').finish();
    await before.clock.settle();
    await stop();
    expect(before.running()).toEqual([]);

    const after = createTestDownloads({ store: before.store });
    await after.start();
    expect(await after.states()).toEqual({ a: 'paused', c: 'running', d: 'running' });
    expect((await after.downloads.list())[0]).toMatchObject({ verifiedBytes: 300_000, id: expect.any(String) });
  });

  it('finishes cancelling what was being cancelled when the process was killed', async () => {
    const before = createTestDownloads();
    await before.start();
    await before.downloads.add([orderOf('a')]);
    await before.clock.settle();
    before.desk.discard = () => new Promise(() => undefined);
    void before.downloads.cancel(await before.idOf('a'));
    await before.clock.settle();

    const after = createTestDownloads({ store: before.store });
    await after.start();
    expect(await after.downloads.list()).toEqual([]);
    expect(after.desk.discarded).toEqual(['a']);
    expect(after.store.text).not.toContain('graphics');
  });

  it('puts a damaged queue aside, and says so', async () => {
    for (const text of ['{', '{"version":1,"transfers":[{}]}', '{"version":2,"transfers":[]}', 'null']) {
      const { downloads, store, logged } = createTestDownloads({ store: memoryStore(text) });
      expect(await downloads.list()).toEqual([]);
      expect(store.aside).toEqual([text]);
      expect(logged).toEqual([expect.stringContaining('transfers.json.damaged')]);
    }
  });

  it('refuses what cannot be kept, and keeps going with the rest', async () => {
    const { downloads, store, states, start, clock } = createTestDownloads();
    await start();
    await downloads.add([orderOf('a')]);
    store.trouble = new Failure('disk-full', { path: 'transfers.json' });
    await expect(downloads.add([orderOf('b')])).rejects.toMatchObject({ code: 'disk-full' });
    await downloads.pause();
    await clock.settle();
    expect(await states()).toEqual({ a: 'paused' });
  });

  it('only takes notes where nothing is started: a command that asks once', async () => {
    const { downloads, running, states, clock } = createTestDownloads();
    await downloads.add([orderOf('a')]);
    await clock.settle();
    expect(running()).toEqual([]);
    expect(await states()).toEqual({ a: 'queued' });
  });
});
