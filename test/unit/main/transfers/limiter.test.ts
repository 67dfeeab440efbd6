import { expect, it } from 'vitest';
import { createLimiter } from '#main/services/transfers/limiter.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const chunk = 64 * 1024;

/** Several that read through one limiter, as fast as they may. */
function readers(count: number) {
  const clock = createFakeClock();
  const limiter = createLimiter(clock);
  const stopping = Array.from({ length: count }, () => new AbortController());
  const read = stopping.map(() => 0);
  async function go(at: number): Promise<void> {
    const { signal } = stopping[at]!;
    while (!signal.aborted) {
      // Without a limit, a read would take its time, too.
      await (limiter.take(chunk, signal) ?? clock.sleep(1, signal));
      read[at]! += chunk;
    }
  }
  const start = () => stopping.forEach((_, at) => void go(at).catch(() => undefined));
  const total = () => read.reduce((sum, bytes) => sum + bytes, 0);
  return { clock, limiter, read, stopping, start, total };
}

it('D3: costs nothing without a limit', () => {
  const { limiter } = readers(1);
  expect(limiter.take(chunk, new AbortController().signal)).toBeUndefined();
});

it('D3: keeps all together below the limit, and gives each its share', async () => {
  const { clock, limiter, read, start, total } = readers(4);
  limiter.setLimit(1_000_000);
  start();
  await clock.advance(10_000);
  expect(total()).toBeGreaterThan(9_500_000);
  expect(total()).toBeLessThan(10_600_000);
  for (const bytes of read) expect(Math.abs(bytes - total() / 4)).toBeLessThanOrEqual(chunk);
});

it('D3: changes at once, also for those who wait', async () => {
  const { clock, limiter, start, total } = readers(2);
  limiter.setLimit(16_384);
  start();
  await clock.advance(1_000);
  expect(total()).toBe(0);
  limiter.setLimit(2_000_000);
  await clock.advance(1_000);
  const fast = total();
  expect(fast).toBeGreaterThan(1_800_000);
  limiter.setLimit(100_000);
  await clock.advance(10_000);
  expect(total() - fast).toBeLessThan(1_600_000);
  const slow = total();
  limiter.setLimit(null);
  await clock.advance(100);
  expect(total() - slow).toBeGreaterThan(100 * chunk);
});

it('D3: saves nothing up while nobody reads', async () => {
  const { clock, limiter, start, total } = readers(1);
  limiter.setLimit(1_000_000);
  await clock.advance(3_600_000);
  start();
  await clock.advance(1_000);
  expect(total()).toBeLessThan(1_400_000);
});

it('D3: lets those behind go on when one gives up', async () => {
  const { clock, limiter, stopping } = readers(1);
  limiter.setLimit(100_000);
  const given = limiter.take(1_000_000, stopping[0]!.signal)!;
  const behind = limiter.take(10_000, new AbortController().signal)!;
  stopping[0]!.abort(new Error('paused'));
  await expect(given).rejects.toThrow('paused');
  const before = clock.monotonic();
  await Promise.all([behind, clock.advance(200)]);
  expect(clock.monotonic() - before).toBe(200);
});
