import { Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import type { OrganizationRef } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable, type Group } from '../../parts/data-table.tsx';
import { DateCell, TwoLines } from '../../parts/date-cell.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { Tally } from '../../parts/tally.tsx';
import { mayRemove, type TeamLine } from '../../state/team-lines.ts';
import { RoleTag } from './role-tag.tsx';
import css from './team.module.css';

const words = text.window.team;

interface TeamTableProps {
  lines: readonly TeamLine[];
  organization: OrganizationRef;
  /** What the person who looks may do. */
  role: Role;
  me: string;
  now: number;
  zone: string;
  marked: ReadonlySet<string>;
  onMark: (line: TeamLine) => void;
  selected: string | null;
  onSelect: (id: string) => void;
  onKey: (key: string, line: TeamLine) => void;
}

/** Who is invited first, then the people; both in the same columns. */
export function TeamTable(props: TeamTableProps) {
  const { lines, organization, role, me, now, zone, marked, onMark, selected, onSelect, onKey } = props;
  const narrow = useIsNarrow();
  const groups = useMemo((): Group<TeamLine>[] => {
    const invited = lines.filter(({ kind }) => kind === 'invitation');
    const people = lines.filter(({ kind }) => kind === 'person');
    return [
      { id: 'pending', title: words.groups.pending, count: invited.length, rows: invited },
      { id: 'members', title: words.groups.members, count: people.length, rows: people },
    ];
  }, [lines]);
  const columns = useMemo((): Column<TeamLine>[] => {
    const mark: Column<TeamLine> = {
      id: 'mark',
      head: <span className={css.hidden}>{words.columns.mark}</span>,
      width: '1.25rem',
      cell: (line) =>
        mayRemove(line, role, me) && (
          <Checkbox
            aria-label={words.mark(line.name)}
            checked={marked.has(line.id)}
            onChange={() => onMark(line)}
            // To mark somebody is not to open their panel, which in a narrow window would lie over the list.
            onMouseDown={(event) => event.stopPropagation()}
            tabIndex={line.id === selected ? 0 : -1}
          />
        ),
    };
    const person: Column<TeamLine> = {
      id: 'person',
      head: words.columns.person,
      width: 'minmax(0, 1.7fr)',
      cell: (line) => <WhoCell line={line} me={me} />,
    };
    const tag: Column<TeamLine> = {
      id: 'role',
      head: words.columns.role,
      width: '7rem',
      cell: (line) => (
        <RoleTag line={line} organization={organization} mine={role} me={me} isCurrent={line.id === selected} />
      ),
    };
    const licenses: Column<TeamLine> = {
      id: 'licenses',
      head: words.columns.licenses,
      width: 'minmax(0, 1fr)',
      cell: (line) => <LicensesCell line={line} />,
    };
    const date: Column<TeamLine> = {
      id: 'date',
      head: words.columns.date,
      width: '6.25rem',
      cell: (line) => <JoinedCell line={line} now={now} zone={zone} />,
    };
    const state: Column<TeamLine> = {
      id: 'state',
      head: words.columns.state,
      width: '6.75rem',
      cell: (line) => <StateCell line={line} now={now} zone={zone} />,
    };
    return narrow ? [mark, person, tag, state] : [mark, person, tag, licenses, date, state];
  }, [narrow, organization, role, me, now, zone, marked, onMark, selected]);
  return (
    <DataTable
      label={words.title}
      columns={columns}
      groups={groups}
      rowId={({ id }) => id}
      lamp={({ standing }) => standing.tally}
      selected={selected}
      onSelect={onSelect}
      onActivate={({ id }) => onSelect(id)}
      onKey={onKey}
      takesFocus
    />
  );
}

function WhoCell({ line, me }: { line: TeamLine; me: string }) {
  const second = line.kind === 'person' ? line.member.person.email : words.invitedBy(line.invitation.invitedBy);
  return (
    <span className={css.lines}>
      <span className={css.first}>
        <span className={css.name}>{line.name}</span>
        {line.id === me && <span className={css.you}>{words.you}</span>}
      </span>
      <span className={css.second}>{second}</span>
    </span>
  );
}

function LicensesCell({ line }: { line: TeamLine }) {
  if (line.kind === 'invitation') {
    const promised = line.invitation.licenses.map(({ name }) => name);
    if (promised.length === 0) return <TwoLines first={words.noLicense} quiet />;
    return <Names first={words.licenses(promised.length)} names={words.onAcceptance(promised.join(', '))} />;
  }
  const { count, names } = line.member.licenses;
  if (count === 0) return <TwoLines first={words.noLicense} quiet />;
  return <Names first={words.licenses(count)} names={names.join(', ')} />;
}

const Names = ({ first, names }: { first: string; names: string }) => (
  <span className={css.lines}>
    <span>{first}</span>
    <span className={css.second}>{names}</span>
  </span>
);

function JoinedCell({ line, now, zone }: { line: TeamLine; now: number; zone: string }) {
  return line.kind === 'person' ? <DateCell moment={line.member.joinedAt} now={now} zone={zone} /> : null;
}

/** The state; of an invitation with the moment its link ends. */
function StateCell({ line, now, zone }: { line: TeamLine; now: number; zone: string }) {
  const { tally, icon, word } = line.standing;
  return (
    <span className={css.lines}>
      <Tally state={tally} icon={icon}>
        {word}
      </Tally>
      {line.kind === 'invitation' && (
        <span className={css.second}>{dates.relative(line.invitation.expiresAt, now, zone)}</span>
      )}
    </span>
  );
}
