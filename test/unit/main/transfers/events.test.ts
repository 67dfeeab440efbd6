import { describe, expect, it } from 'vitest';
import { TransferEvent } from '#shared/models/transfer.ts';
import { createTestDownloads, orderOf, progressOf, type TestDownloads } from '../../../support/transfers.ts';

/** Follows what is watched from now on. */
function follow({ downloads }: TestDownloads, signal?: AbortSignal) {
  const events: TransferEvent[] = [];
  const stream = downloads.watch(signal);
  const over = (async () => {
    for await (const event of stream) events.push(event);
  })();
  return { events, stream, over };
}

describe('D3: what is watched', () => {
  it('is everything first, then only what changed; the order says who is gone', async () => {
    const queue = createTestDownloads({ settings: { downloadsAtOnce: 1 } });
    await queue.start();
    await queue.downloads.add([orderOf('a'), orderOf('b')]);
    const { events } = follow(queue);
    await queue.clock.advance(1_000);
    expect(events[0]?.transfers.map(({ artifact }) => artifact.id)).toEqual(['a', 'b']);
    expect(TransferEvent.parse(events[0])).toEqual(events[0]);
    const before = events.length;
    queue.runOf('a').listener.progress(progressOf(1_000));
    await queue.clock.advance(100);
    expect(events.slice(before).map(({ transfers }) => transfers.map(({ artifact }) => artifact.id))).toEqual([['a']]);
    const gone = await queue.idOf('b');
    await queue.downloads.cancel(gone);
    await queue.clock.advance(200);
    expect(events.at(-1)?.order).toHaveLength(1);
    expect(events.at(-1)?.order).not.toContain(gone);
  });

  it('comes at most ten times a second, with 100 in the queue and four running', async () => {
    const queue = createTestDownloads({ settings: { downloadsAtOnce: 4 } });
    await queue.start();
    await queue.downloads.add(Array.from({ length: 100 }, (_, at) => orderOf(`a-${at}`)));
    const { events } = follow(queue);
    await queue.clock.settle();
    expect(queue.runs).toHaveLength(4);
    expect(events[0]?.transfers).toHaveLength(100);
    await queue.clock.advance(1_000);
    const before = events.length;
    for (let step = 0; step < 1_000; step += 1) {
      for (const { listener } of queue.runs) {
        listener.progress(progressOf(step * 100));
        if (step % 10 === 0) listener.note({ code: 'link-renewed' });
      }
      await queue.clock.advance(5);
    }
    const during = events.slice(before);
    expect(during.length).toBeGreaterThan(40);
    expect(during.length).toBeLessThanOrEqual(51);
    expect(Math.max(...during.map(({ transfers }) => transfers.length))).toBeLessThanOrEqual(4);
    expect(during.at(-1)?.transfers[0]).toMatchObject({ receivedBytes: expect.any(Number), speeds: expect.any(Array) });
  });

  it('shows a speed that falls to nothing when nothing comes any more, and nothing at all when nothing runs', async () => {
    const queue = createTestDownloads();
    await queue.start();
    await queue.downloads.add([orderOf('a')]);
    const { events } = follow(queue);
    await queue.clock.settle();
    for (let step = 1; step <= 20; step += 1) {
      queue.runOf('a').listener.progress(progressOf(step * 10_000));
      await queue.clock.advance(100);
    }
    expect(events.at(-1)?.transfers[0]?.bytesPerSecond).toBeCloseTo(100_000, -4);
    expect(events.at(-1)?.transfers[0]?.secondsLeft).toBeCloseTo(8, 0);
    await queue.clock.advance(10_000);
    expect(events.at(-1)?.transfers[0]).toMatchObject({ bytesPerSecond: 0, secondsLeft: null });
    queue.runOf('a').finish();
    await queue.clock.advance(1_000);
    const before = events.length;
    await queue.clock.advance(60_000);
    expect(events).toHaveLength(before);
  });

  it('ends with its signal, or when it is given up, also while nothing comes', async () => {
    const queue = createTestDownloads();
    const leaving = new AbortController();
    const [one, other] = [follow(queue, leaving.signal), follow(queue)];
    await queue.clock.settle();
    leaving.abort();
    await one.over;
    await other.stream.return();
    await other.over;
    expect(one.events).toHaveLength(1);
    await queue.downloads.add([orderOf('a')]);
    await queue.clock.advance(1_000);
    expect([...one.events, ...other.events]).toHaveLength(2);
  });
});
