import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { minute } from '#shared/models/time.ts';
import { createTeamList } from '../../state/team-list.ts';
import { useApi, useStores } from '../../state/use.tsx';
import type { useAddress } from './use-address.ts';

type Wanted = Pick<ReturnType<typeof useAddress>, 'query' | 'role' | 'state' | 'sort' | 'isDescending'>;

/** The list for what is in the address; another one for another search. Fetched again every minute while it is looked at. */
export function useTeamList(organization: string, { query, role, state, sort, isDescending }: Wanted) {
  const { cloud } = useApi();
  const { explain } = useStores();
  const store = useMemo(
    () =>
      createTeamList(
        (page) =>
          cloud.team.list({
            organization,
            sort,
            descending: isDescending,
            ...(query.trim() === '' ? {} : { find: query.trim().slice(0, 254) }),
            ...(role && { role }),
            ...(state && { states: [state] }),
            ...page,
          }),
        explain,
      ),
    [cloud, explain, organization, query, role, state, sort, isDescending],
  );
  useEffect(() => {
    void store.more();
    const timer = setInterval(() => document.visibilityState === 'visible' && void store.refresh(), minute);
    return () => {
      clearInterval(timer);
      store.stop();
    };
  }, [store]);
  return { list: useStore(store), store };
}
