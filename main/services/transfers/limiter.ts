import type { Clock } from '../ports.ts';
import type { Limiter } from './transfer-ports.ts';

/** So much may come at once after a while of nothing, in seconds of the limit. */
const burst = 0.25;

export interface AdjustableLimiter extends Limiter {
  /** Bytes per second; null: as fast as it comes. Holds at once, also for those who wait. */
  setLimit(limit: number | null): void;
}

/** A token bucket for all transfers together. Whoever asks first goes first, however much others ask for. */
export function createLimiter(clock: Pick<Clock, 'monotonic' | 'sleep'>): AdjustableLimiter {
  let limit: number | null = null;
  /** Bytes that were asked for, and bytes that time has paid for; somebody waits while the first is larger. */
  let taken = 0;
  let earned = 0;
  let earnedAt = clock.monotonic();
  let news = new AbortController();

  function earn(): void {
    const now = clock.monotonic();
    const more = limit === null ? Infinity : (limit * (now - earnedAt)) / 1_000;
    earned = Math.min(earned + more, taken + (limit ?? 0) * burst);
    earnedAt = now;
  }

  async function wait(mine: number, bytes: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      earn();
      if (limit === null || earned >= mine) return;
      const sleep = clock.sleep(Math.ceil(((mine - earned) / limit) * 1_000), AbortSignal.any([signal, news.signal]));
      await sleep.catch(() => undefined);
      if (!signal.aborted) continue;
      // What is not read after all is there for those behind.
      earned += bytes;
      wakeAll();
      throw signal.reason;
    }
  }

  function wakeAll(): void {
    const woken = news;
    news = new AbortController();
    woken.abort();
  }

  return {
    setLimit(next) {
      if (next === limit) return;
      earn();
      limit = next;
      wakeAll();
    },
    take(bytes, signal) {
      if (limit === null) return undefined;
      earn();
      taken += bytes;
      return earned >= taken ? undefined : wait(taken, bytes, signal);
    },
  };
}
