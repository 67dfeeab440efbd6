import { Select } from '@mantine/core';
import { TeamState, type TeamTotals } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { Counted } from '../../parts/counted.tsx';
import { useRoles } from '../../state/use.tsx';
import type { useTeamAddress } from './use-team-address.ts';
import css from './team.module.css';

const words = text.window.team;

interface TeamFiltersProps {
  address: ReturnType<typeof useTeamAddress>;
  /** How many there are of each state; null: not known yet. */
  totals: TeamTotals | null;
}

/** Which states and roles are listed; each state with how many there are. */
export function TeamFilters({ address, totals }: TeamFiltersProps) {
  const { state, role, set } = address;
  const { nameOf, used } = useRoles();
  return (
    <div className={css.filters}>
      <Select
        aria-label={words.show}
        className={css.choice}
        placeholder={words.everybody}
        clearable
        data={TeamState.options.map((each) => ({ value: each, label: words.states[each] }))}
        renderOption={({ option: { value, label } }) => (
          <Counted label={label} count={totals?.[TeamState.parse(value)]} />
        )}
        value={state ?? null}
        onChange={(next) => set({ state: next })}
      />
      <Select
        aria-label={words.showRole}
        className={css.choice}
        placeholder={words.anyRole}
        clearable
        data={used.map((each) => ({ value: each, label: nameOf(each) }))}
        value={role ?? null}
        onChange={(next) => set({ role: next })}
      />
    </div>
  );
}
