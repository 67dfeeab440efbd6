const patience = [250, 500, 1000, 2000, 4000];

interface Tell<T> {
  /** `isFirst`: of this connection, so that it tells everything there is. */
  value: (value: T, isFirst: boolean) => void;
  lost: (error: unknown) => void;
}

/** Follows a stream of the companion and comes back to it whenever it breaks off. Returns its stop. */
export function follow<T>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  { value, lost }: Tell<T>,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const go = async () => {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        let isFirst = true;
        for await (const told of await open(signal)) {
          if (signal.aborted) return;
          value(told, isFirst);
          isFirst = false;
          tries = 0;
        }
      } catch (error) {
        if (!signal.aborted) lost(error);
      }
      await sleep(patience[Math.min(tries, patience.length - 1)] ?? 0, signal);
    }
  };
  void go();
  return () => stop.abort();
}

/** Waits, or stops waiting when nobody needs it any more. */
const sleep = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
