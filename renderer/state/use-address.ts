import { useCallback, useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { useApi } from './use.tsx';

type Change = Readonly<Record<string, string | null | undefined>>;

/**
 * What a page shows and how, in its address, so that it can be sent to somebody and outlives a reload. `fields` is the
 * same list each time: they go when the page goes. What is empty is taken out.
 */
export function useAddress(fields: readonly string[]): { params: URLSearchParams; write: (change: Change) => void } {
  const { door } = useApi();
  const [params, setParams] = useSearchParams();
  // In the window the address of the page is behind a "#", and what stands before it would stay for the next page.
  const isBehind = door !== 'portal';
  useEffect(() => {
    if (!isBehind) return;
    return () => {
      const url = new URL(location.href);
      for (const field of fields) url.searchParams.delete(field);
      history.replaceState(history.state, '', url);
    };
  }, [isBehind, fields]);
  const write = useCallback(
    (change: Change) =>
      setParams(
        (last) => {
          const next = new URLSearchParams(last);
          for (const [field, value] of Object.entries(change)) {
            if (value) next.set(field, value);
            else next.delete(field);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { params, write };
}

/** "-name": by name, the other way round. */
export function sortIn(written: string): { by: string; descending: boolean } {
  const descending = written.startsWith('-');
  return { by: written.slice(descending ? 1 : 0), descending };
}
