import { AsyncIteratorClass } from '@orpc/server';
import type { Transfer, TransferEvent } from '#shared/models/transfer.ts';
import type { Clock } from '../ports.ts';

/** At most ten a second, however many transfers there are. */
const pace = 100;

export interface Events {
  /** Something about this transfer is other than it was. */
  changed(id: string): void;
  /** One came, went, or moved. */
  reordered(): void;
  watch(signal?: AbortSignal): AsyncGenerator<TransferEvent, void>;
}

interface Source {
  /** When they are known. */
  ready(): Promise<void>;
  list(): readonly Transfer[];
}

interface Watcher {
  missed: Set<string>;
  isReordered: boolean;
  wake(): void;
}

/**
 * All transfers at first, then what changed of them, gathered for a tenth of a second. Nothing piles up for a watcher that is slow; one
 * that goes, by return or by its signal, leaves nothing behind.
 */
export function createEvents(clock: Pick<Clock, 'monotonic' | 'sleep'>, { ready, list }: Source): Events {
  const watchers = new Set<Watcher>();

  function watch(signal?: AbortSignal): AsyncIteratorClass<TransferEvent, void> {
    const ending = new AbortController();
    const watcher: Watcher = { missed: new Set(), isReordered: false, wake: () => undefined };
    let lastAt: number | null = null;
    watchers.add(watcher);
    function end(): void {
      watchers.delete(watcher);
      signal?.removeEventListener('abort', end);
      ending.abort();
      watcher.wake();
    }
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();

    async function untilDue(last: number): Promise<void> {
      if (watcher.missed.size === 0 && !watcher.isReordered && !ending.signal.aborted)
        await new Promise<void>((resolve) => (watcher.wake = resolve));
      const early = last + pace - clock.monotonic();
      if (early > 0) await clock.sleep(early, ending.signal).catch(() => undefined);
    }

    return new AsyncIteratorClass(
      async (): Promise<IteratorResult<TransferEvent, void>> => {
        const isFirst = lastAt === null;
        await (lastAt === null ? ready() : untilDue(lastAt));
        if (ending.signal.aborted) return { done: true, value: undefined };
        lastAt = clock.monotonic();
        const all = list();
        const transfers = all.filter(({ id }) => isFirst || watcher.missed.has(id));
        watcher.missed.clear();
        watcher.isReordered = false;
        return { done: false, value: { transfers, order: all.map(({ id }) => id) } };
      },
      () => Promise.resolve(end()),
    );
  }

  return {
    watch,
    changed(id) {
      for (const watcher of watchers) {
        watcher.missed.add(id);
        watcher.wake();
      }
    },
    reordered() {
      for (const watcher of watchers) {
        watcher.isReordered = true;
        watcher.wake();
      }
    },
  };
}
