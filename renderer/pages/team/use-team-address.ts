import { Role } from '#shared/models/role.ts';
import { TeamSort, TeamState } from '#shared/models/team.ts';
import { sortIn, useAddress } from '../../state/use-address.ts';

const fields = ['find', 'role', 'state', 'sort', 'person'] as const;
type Field = (typeof fields)[number];

/** What is searched for, who is listed how, and whose panel is open. */
export function useTeamAddress() {
  const { params, write } = useAddress(fields);
  const set: (change: Partial<Record<Field, string | null>>) => void = write;
  const { by, descending } = sortIn(params.get('sort') ?? '');
  const asked = TeamSort.safeParse(by).data;
  const sort = asked ?? 'state';
  const isDescending = asked !== undefined && descending;
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
