import { useState } from 'react';
import { mayHandle, Role } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { RowSelect } from '../../parts/row-select.tsx';
import { toast, toastFailure } from '../../parts/toast.tsx';
import { rolesToGive, type TeamLine } from '../../state/team-lines.ts';
import { useApi, useRoles, useStores } from '../../state/use.tsx';
import type { TeamPlace } from './team-place.ts';
import css from './team.module.css';

const words = text.window.team;

interface RoleTagProps {
  line: TeamLine;
  place: TeamPlace;
  isCurrent: boolean;
}

/** The role of somebody; where the rules let it be changed, by choosing another one. */
export function RoleTag({ line, place, isCurrent }: RoleTagProps) {
  const { organization, role: mine, me, onChanged } = place;
  const { cloud } = useApi();
  const { explain, refreshSeats, refreshSession } = useStores();
  const { nameOf, used } = useRoles(organization.id);
  const [wanted, want] = useState<Role | null>(null);
  if (line.entry.kind !== 'person' || !mayHandle(mine, line.role))
    return <span className={css.role}>{nameOf(line.role)}</span>;

  const change = async (role: Role) => {
    want(null);
    try {
      const { seats } = await cloud.team.setRole({ organization: organization.id, person: line.id, role });
      toast({
        tally: seats.length > 0 ? 'soon' : 'held',
        title: words.roleDone(line.name, nameOf(role)),
        message: seats.length > 0 ? words.roleSeats(seats.length) : words.roleHints[role],
      });
      if (line.id === me) await refreshSession();
    } catch (error) {
      toastFailure(explain(error));
    }
    await Promise.all([onChanged(), refreshSeats()]);
  };
  const choose = (value: string) => {
    const role = Role.parse(value);
    if (line.id === me) want(role);
    else void change(role);
  };
  return (
    // To choose a role is not to open the panel, which in a narrow window would lie over the list.
    <span role="presentation" onMouseDown={(event) => event.stopPropagation()}>
      <RowSelect
        label={words.roleOf(line.name)}
        name="role"
        value={line.role}
        options={rolesToGive(mine, used).map((role) => ({ value: role, label: nameOf(role) }))}
        isCurrent={isCurrent}
        onChange={choose}
      />
      {line.id === me && (
        <ConfirmDialog
          opened={wanted !== null}
          title={words.roleSelfTitle(wanted === null ? '' : nameOf(wanted))}
          confirm={words.roleSelfConfirm}
          onConfirm={() => wanted !== null && void change(wanted)}
          onClose={() => want(null)}
        >
          {words.roleSelfBody}
        </ConfirmDialog>
      )}
    </span>
  );
}
