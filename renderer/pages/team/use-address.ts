import { useCallback, useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { Role } from '#shared/models/role.ts';
import { TeamSort, TeamState } from '#shared/models/team.ts';
import { useApi } from '../../state/use.tsx';

const fields = ['find', 'role', 'state', 'sort', 'person'] as const;
type Field = (typeof fields)[number];

/** What is searched for, who is listed how, and whose panel is open: in the address, so that it can be sent to somebody. */
export function useAddress() {
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
  }, [isBehind]);
  const set = useCallback(
    (change: Partial<Record<Field, string | null>>) =>
      setParams(
        (last) => {
          const next = new URLSearchParams(last);
          for (const [field, value] of Object.entries(change)) {
            if (value === null || value === '') next.delete(field);
            else next.set(field, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const [sort, isDescending] = sortIn(params.get('sort') ?? '');
  return {
    query: params.get('find') ?? '',
    role: Role.safeParse(params.get('role')).data,
    state: TeamState.safeParse(params.get('state')).data,
    sort,
    isDescending,
    person: params.get('person') ?? undefined,
    set,
    /** By another column; by the same one the other way round. */
    sortBy: (next: TeamSort) => {
      const turned = next === sort && !isDescending ? `-${next}` : next;
      set({ sort: turned === 'state' ? null : turned });
    },
  };
}

function sortIn(written: string): [TeamSort, boolean] {
  const isDescending = written.startsWith('-');
  const { data } = TeamSort.safeParse(written.slice(isDescending ? 1 : 0));
  return data ? [data, isDescending] : ['state', false];
}
