import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { minute } from '#shared/models/time.ts';
import { useLast } from '../../../parts/use-last.ts';
import { createPaged } from '../../../state/paged.ts';
import { useApi, useStores } from '../../../state/use.tsx';
import type { View } from './use-view.ts';

/** The licenses for what is in the address; while others come, the last ones stay. Fetched again every minute. */
export function useFound(organization: string, { filter, order }: Pick<View, 'filter' | 'order'>) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const store = useMemo(
    () =>
      createPaged(
        (page) => cloud.license.search({ organization, ...filter, ...order, ...page }),
        ({ id }) => id,
        explain,
        now,
      ),
    [cloud, explain, now, organization, filter, order],
  );
  useEffect(() => {
    void store.more();
    const timer = setInterval(() => document.visibilityState === 'visible' && void store.refresh(), minute);
    return () => {
      clearInterval(timer);
      store.clear();
    };
  }, [store]);
  const current = useStore(store);
  const isAnswered = current.value !== null || current.failure !== null;
  const last = useLast(isAnswered ? current : null);
  return { list: last ?? current, store, isOld: !isAnswered && last !== null };
}
