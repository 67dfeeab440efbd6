import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { createTestDownloads, orderOf, progressOf } from '../../../support/transfers.ts';

const unreachable = new Failure('cloud-unreachable', { url: 'https://cloud.example' });
const drive = { kind: 'add', drive: '/media/TRUCK2', folder: 'graphics-25.4.0', organization: null } as const;

describe('D3: the queue of transfers', () => {
  it('runs as many at once as the settings say, in order, and the next when one is done', async () => {
    const { downloads, running, runOf, states, start, clock, announced } = createTestDownloads();
    await start();
    await downloads.add(['a', 'b', 'c'].map((name) => orderOf(name)));
    await clock.settle();
    expect(running()).toEqual(['a', 'b']);
    expect(await states()).toEqual({ a: 'running', b: 'running', c: 'queued' });
    runOf('a').finish();
    await clock.settle();
    expect(await states()).toEqual({ a: 'done', b: 'running', c: 'running' });
    expect((await downloads.list())[0]).toMatchObject({ path: '/library/a.exe', verifiedBytes: 1_000_000 });
    expect(announced).toEqual(['library']);
  });

  it('takes the same artifact once; asked for again, it goes on', async () => {
    const { downloads, running, start, clock, idOf } = createTestDownloads();
    await start();
    const [first] = await downloads.add([orderOf('a'), orderOf('a')]);
    await clock.settle();
    expect(await downloads.add([orderOf('a')])).toMatchObject([{ id: first?.id }]);
    expect(running()).toEqual(['a']);
    await downloads.pause(await idOf('a'));
    await clock.settle();
    expect(running()).toEqual([]);
    await downloads.add([orderOf('a')]);
    await clock.settle();
    expect(running()).toEqual(['a']);
    expect(await downloads.list()).toHaveLength(1);
  });

  it('lets a stick take over from the network: one file, one transfer', async () => {
    const { downloads, running, start, clock, runOf, most } = createTestDownloads();
    await start();
    const [first] = await downloads.add([orderOf('a')]);
    await clock.settle();
    const { signal } = runOf('a');
    expect(await downloads.add([orderOf('a', drive)])).toMatchObject([{ id: first?.id, kind: 'add' }]);
    expect(signal.aborted).toBe(true);
    await clock.settle();
    expect(running()).toEqual(['a']);
    expect(most.atOnce).toBe(1);
    await downloads.add([orderOf('a', { kind: 'save', drive: '/media/TRUCK2', folder: 'graphics-25.4.0' })]);
    await clock.settle();
    expect(running()).toEqual(['a', 'a']);
  });

  it('pauses and goes on, one or all; what is there is still shown', async () => {
    const { downloads, running, runOf, states, start, clock, idOf } = createTestDownloads();
    await start();
    await downloads.add([orderOf('a'), orderOf('b'), orderOf('c')]);
    await clock.settle();
    runOf('a').listener.progress(progressOf(600_000));
    await downloads.pause(await idOf('a'));
    await clock.settle();
    expect(await states()).toEqual({ a: 'paused', b: 'running', c: 'running' });
    expect((await downloads.list())[0]).toMatchObject({ verifiedBytes: 600_000, bytesPerSecond: null, speeds: [] });
    await downloads.pause();
    await clock.settle();
    expect(running()).toEqual([]);
    await downloads.resume();
    await clock.settle();
    expect(running()).toEqual(['a', 'b']);
    expect(await downloads.pause('T-none').catch((error: unknown) => error)).toMatchObject({ code: 'not-found' });
  });

  it('moves: the first in the queue is the next to run', async () => {
    const { downloads, runOf, running, start, clock, idOf } = createTestDownloads({ settings: { downloadsAtOnce: 1 } });
    await start();
    await downloads.add(['a', 'b', 'c'].map((name) => orderOf(name)));
    await clock.settle();
    const moved = await downloads.move(await idOf('c'), 0);
    expect(moved.map(({ artifact }) => artifact.id)).toEqual(['c', 'a', 'b']);
    expect(running()).toEqual(['a']);
    runOf('a').finish();
    await clock.settle();
    expect(running()).toEqual(['c']);
    expect((await downloads.move(await idOf('c'), 99)).map(({ artifact }) => artifact.id)).toEqual(['a', 'b', 'c']);
  });

  it('runs fewer at once as soon as the setting says so; the last ones wait', async () => {
    const { downloads, running, states, start, clock, state, changes } = createTestDownloads();
    await start();
    await downloads.add([orderOf('a'), orderOf('b')]);
    await clock.settle();
    state.settings = { ...state.settings, downloadsAtOnce: 1 };
    changes.announce('settings');
    await clock.settle();
    expect(running()).toEqual(['a']);
    expect(await states()).toEqual({ a: 'running', b: 'queued' });
  });

  it('removes what a cancelled one has so far, when its run has ended; a done one is only forgotten', async () => {
    const { downloads, desk, runOf, start, clock, idOf, running } = createTestDownloads();
    await start();
    await downloads.add([orderOf('a'), orderOf('b')]);
    await clock.settle();
    const { signal } = runOf('a');
    const cancelling = downloads.cancel(await idOf('a'));
    const again = downloads.add([orderOf('a')]);
    await Promise.all([cancelling, again]);
    expect(signal.aborted).toBe(true);
    expect(desk.discarded).toEqual(['a']);
    await clock.settle();
    expect(running().toSorted()).toEqual(['a', 'b']);
    runOf('b').finish();
    await clock.settle();
    await downloads.cancel(await idOf('b'));
    expect(desk.discarded).toEqual(['a']);
    expect((await downloads.list()).map(({ artifact }) => artifact.id)).toEqual(['a']);
  });
});

describe('D3: trouble on the way', () => {
  it('waits while the cloud cannot be asked, longer and longer, and knocks once for all', async () => {
    const { downloads, desk, states, start, clock, running } = createTestDownloads();
    await start();
    desk.trouble = () => unreachable;
    await downloads.add(['a', 'b', 'c', 'd'].map((name) => orderOf(name)));
    await clock.settle();
    expect(desk.prepared).toEqual(['a', 'b']);
    expect(await states()).toEqual({
      a: 'waiting-for-network',
      b: 'waiting-for-network',
      c: 'queued',
      d: 'queued',
    });
    expect((await downloads.list())[0]?.note).toEqual({
      code: 'waiting',
      why: 'cloud-unreachable',
      until: clock.now() + 5_000,
    });
    await clock.advance(4_900);
    expect(desk.prepared).toHaveLength(2);
    await clock.advance(200);
    expect(desk.prepared).toHaveLength(4);
    await clock.advance(9_800);
    expect(desk.prepared).toHaveLength(4);
    await clock.advance(60 * 60_000);
    expect(desk.prepared.length).toBeLessThan(2 * 65);
    desk.trouble = () => null;
    await clock.advance(60_000);
    expect(running()).toEqual(['a', 'b']);
    expect((await downloads.list())[0]?.note).toBeNull();
  });

  it.each([
    ['the cloud is there again', 'cloud'],
    ['somebody wants to go on', 'resume'],
  ])('tries at once when %s', async (_when, how) => {
    const { downloads, desk, start, clock, running, changes } = createTestDownloads();
    await start();
    desk.trouble = () => unreachable;
    await downloads.add([orderOf('a')]);
    await clock.settle();
    desk.trouble = () => null;
    if (how === 'cloud') changes.announce('cloud');
    else await downloads.resume();
    await clock.settle();
    expect(running()).toEqual(['a']);
  });

  it('does not forget those behind when the one that waited is given up', async () => {
    const { downloads, desk, start, clock, running, idOf } = createTestDownloads({ settings: { downloadsAtOnce: 1 } });
    await start();
    desk.trouble = () => unreachable;
    await downloads.add([orderOf('a'), orderOf('b')]);
    await clock.settle();
    desk.trouble = () => null;
    await downloads.cancel(await idOf('a'));
    expect(running()).toEqual([]);
    await clock.advance(5_000);
    expect(running()).toEqual(['b']);
  });

  it('goes on by stick while others wait for the network', async () => {
    const { downloads, runOf, running, states, start, clock, desk } = createTestDownloads({
      settings: { downloadsAtOnce: 1 },
    });
    await start();
    await downloads.add([orderOf('a'), orderOf('b'), orderOf('c', drive)]);
    await clock.settle();
    runOf('a').listener.progress({ ...progressOf(10), state: 'waiting-for-network' });
    await clock.advance(8_000);
    expect(running()).toEqual(['a']);
    await clock.advance(3_000);
    expect(running()).toEqual(['c']);
    expect(await states()).toEqual({ a: 'waiting-for-network', b: 'queued', c: 'running' });
    runOf('c').finish();
    await clock.advance(5_000);
    expect(running()).toEqual(['a']);
    expect(desk.prepared).toEqual(['a', 'c', 'a']);
  });

  it('says why something failed, and goes on with it when asked', async () => {
    const { downloads, runOf, running, start, clock } = createTestDownloads();
    await start();
    await downloads.add([orderOf('a')]);
    await clock.settle();
    runOf('a').listener.progress(progressOf(400_000));
    runOf('a').fail(new Failure('disk-full', { path: '/library/a.exe.part' }));
    await clock.settle();
    expect(await downloads.list()).toMatchObject([
      {
        state: 'failed',
        failure: { code: 'disk-full', details: { path: '/library/a.exe.part' } },
        verifiedBytes: 400_000,
      },
    ]);
    await downloads.resume();
    await clock.settle();
    expect(running()).toEqual(['a']);
    expect((await downloads.list())[0]?.failure).toBeNull();
  });

  it('goes on by itself when somebody has signed in', async () => {
    const { downloads, desk, running, states, start, clock, state, changes } = createTestDownloads();
    await start();
    desk.trouble = () => new Failure('not-signed-in', {});
    await downloads.add([orderOf('a')]);
    await clock.settle();
    expect(await states()).toEqual({ a: 'failed' });
    changes.announce('session');
    await clock.settle();
    expect(desk.prepared).toHaveLength(1);
    desk.trouble = () => null;
    state.session = { state: 'signed-in', who: {} as never, current: 'O-1' };
    changes.announce('session');
    await clock.settle();
    expect(running()).toEqual(['a']);
  });

  it('answers a bug with a number, and writes it to the log in full', async () => {
    const { downloads, runOf, start, clock, logged } = createTestDownloads();
    await start();
    await downloads.add([orderOf('a')]);
    await clock.settle();
    runOf('a').fail(new TypeError('swordfish'));
    await clock.settle();
    const [{ failure } = { failure: null }] = await downloads.list();
    expect(failure?.code).toBe('internal');
    expect(logged.find((line) => line.includes('swordfish'))).toContain(String(failure?.details['id']));
  });
});
