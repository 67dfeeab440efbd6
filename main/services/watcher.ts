import { AsyncIteratorClass } from '@orpc/server';
import type { Changes, Topic } from './changes.ts';

interface Seen<Value> {
  changed: Topic[];
  status: Value;
}

/**
 * The value now, and again after every change. A watcher that is slow gets one event for all it missed, so nothing
 * piles up; one that goes, by return or by its signal, leaves nothing behind.
 */
export function watch<Value>(
  changes: Pick<Changes, 'subscribe'>,
  show: () => Value,
  signal?: AbortSignal,
): AsyncIteratorClass<Seen<Value>, void> {
  const missed = new Set<Topic>();
  let isFirst = true;
  let isOver = false;
  let wake: () => void = () => undefined;

  const unsubscribe = changes.subscribe((topic) => {
    missed.add(topic);
    wake();
  });
  function end(): void {
    if (isOver) return;
    isOver = true;
    unsubscribe();
    signal?.removeEventListener('abort', end);
    wake();
  }
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();

  return new AsyncIteratorClass(
    async (): Promise<IteratorResult<Seen<Value>, void>> => {
      if (!isFirst && missed.size === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve));
      if (isOver) return { done: true, value: undefined };
      isFirst = false;
      const changed = [...missed];
      missed.clear();
      return { done: false, value: { changed, status: show() } };
    },
    () => Promise.resolve(end()),
  );
}
