import { useCallback } from 'react';
import { useSearchParams } from 'wouter';
import { type TeamShow, teamShows } from '../../state/team-lines.ts';

const isShow = (show: string | null): show is TeamShow => teamShows.some((each) => each === show);

/** What is searched for, who is listed and whose panel is open: in the address, so that it can be sent to somebody. */
export function useAddress() {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (name: string, value: string | null) =>
      setParams(
        (last) => {
          const next = new URLSearchParams(last);
          if (value === null || value === '') next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const show = params.get('show');
  return {
    query: params.get('find') ?? '',
    show: isShow(show) ? show : ('all' as const),
    person: params.get('person') ?? undefined,
    setQuery: (query: string) => set('find', query),
    setShow: (next: TeamShow) => set('show', next === 'all' ? null : next),
    setPerson: (id: string) => set('person', id),
  };
}
