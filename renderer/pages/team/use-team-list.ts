import { useMemo } from 'react';
import { createPaged } from '../../state/paged.ts';
import { idOfEntry } from '../../state/team-lines.ts';
import { useApi, useFresh, useStores } from '../../state/use.tsx';
import type { useTeamAddress } from './use-team-address.ts';

type Wanted = Pick<ReturnType<typeof useTeamAddress>, 'query' | 'role' | 'state' | 'sort' | 'isDescending'>;

/** The list for what is in the address; another one for another search. */
export function useTeamList(organization: string, { query, role, state, sort, isDescending }: Wanted) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const store = useMemo(
    () =>
      createPaged(
        async (page) => {
          const { entries: rows, ...found } = await cloud.team.list({
            organization,
            sort,
            descending: isDescending,
            ...(query.trim() === '' ? {} : { find: query.trim().slice(0, 254) }),
            ...(role && { role }),
            ...(state && { states: [state] }),
            ...page,
          });
          return { rows, ...found };
        },
        idOfEntry,
        explain,
        now,
        { first: 100, step: 100 },
      ),
    [cloud, explain, now, organization, query, role, state, sort, isDescending],
  );
  return { ...useFresh(store), more: store.more };
}

export type TeamList = ReturnType<typeof useTeamList>;
