/** As many tasks are under way at once: enough for every core to have one and find the next. */
const atOnce = 8;

/** Runs a task for each item, a few at once. Rejects with the first failure, when all that had begun have ended. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  signal: AbortSignal,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const failed = new AbortController();
  async function work(): Promise<void> {
    for (let next = rest.next(); !next.done && !failed.signal.aborted && !signal.aborted; next = rest.next()) {
      await task(next.value).catch((error: unknown) => {
        failed.abort();
        throw error;
      });
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, work));
  signal.throwIfAborted();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
