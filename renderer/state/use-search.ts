import { useEffect, useState } from 'react';
import type { Failure } from '#shared/errors.ts';
import { useStores } from './use.tsx';

/** Typing is over when nothing came for so long. */
const pause = 200;

export interface Search<T> {
  /** What was found last; it stays while the next answer is on its way. */
  found: T | null;
  failure: Failure | null;
}

/** Asks once somebody stops typing, and at once for the first time. `search` is kept by `useCallback`; null: do not ask. */
export function useSearch<T>(typed: string, search: ((words: string) => Promise<T>) | null): Search<T> {
  const { explain } = useStores();
  const [answer, keep] = useState<Search<T>>({ found: null, failure: null });
  const words = typed.trim();
  useEffect(() => {
    if (search === null) return;
    let isWanted = true;
    const timer = setTimeout(
      () =>
        search(words).then(
          (found) => isWanted && keep({ found, failure: null }),
          (error: unknown) => isWanted && keep(({ found }) => ({ found, failure: explain(error) })),
        ),
      words === '' ? 0 : pause,
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [words, search, explain]);
  return answer;
}
