import { useMemo } from 'react';
import type { TeamEntry, TeamSort } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable, type Group } from '../../parts/data-table.tsx';
import { RowMark } from '../../parts/row-mark.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { SortHead } from '../../parts/sort-head.tsx';
import { mayRemove, type TeamLine } from '../../state/team-lines.ts';
import { JoinedCell, LicensesCell, StateCell, WhoCell } from './cells.tsx';
import { RoleTag } from './role-tag.tsx';
import type { TeamPlace } from './team-place.ts';
import css from './team.module.css';

const words = text.window.team;

interface TeamTableProps {
  lines: readonly TeamLine[];
  /** How many there are in each group, also of those that were not fetched yet. */
  counts: Record<TeamEntry['kind'], number>;
  place: TeamPlace;
  now: number;
  zone: string;
  sort: TeamSort;
  isDescending: boolean;
  onSort: (sort: TeamSort) => void;
  marked: ReadonlySet<string>;
  onMark: (line: TeamLine) => void;
  selected: string | null;
  onSelect: (id: string) => void;
  onActivate: (line: TeamLine) => void;
  onKey: (key: string, line: TeamLine) => void;
  /** The last rows are in sight. */
  onEnd: () => void;
}

/** People and invitations in the same columns; sorted by state, in groups. */
export function TeamTable(props: TeamTableProps) {
  const { lines, counts, place, now, zone, sort, isDescending, onSort, marked, onMark, selected } = props;
  const narrow = useIsNarrow();
  const groups = useMemo(
    () => (sort === 'state' ? byKind(lines, counts) : [{ id: 'all', title: null, rows: lines }]),
    [lines, counts, sort],
  );
  const columns = useMemo((): Column<TeamLine>[] => {
    const head = (by: TeamSort, label: string) => (
      <SortHead label={label} sorted={sort === by ? (isDescending ? 'down' : 'up') : null} onSort={() => onSort(by)} />
    );
    const mark: Column<TeamLine> = {
      id: 'mark',
      head: <span className={css.hidden}>{words.columns.mark}</span>,
      width: '1.25rem',
      cell: (line) =>
        mayRemove(line, place.role, place.me) && (
          <RowMark
            label={words.mark(line.name)}
            isMarked={marked.has(line.id)}
            isCurrent={line.id === selected}
            onToggle={() => onMark(line)}
          />
        ),
    };
    const person: Column<TeamLine> = {
      id: 'person',
      head: head('name', words.columns.person),
      width: 'minmax(0, 1.7fr)',
      cell: (line) => <WhoCell line={line} me={place.me} />,
    };
    const role: Column<TeamLine> = {
      id: 'role',
      head: head('role', words.columns.role),
      width: '7rem',
      cell: (line) => <RoleTag line={line} place={place} isCurrent={line.id === selected} />,
    };
    const licenses: Column<TeamLine> = {
      id: 'licenses',
      head: words.columns.licenses,
      width: 'minmax(0, 1fr)',
      cell: (line) => <LicensesCell line={line} />,
    };
    const date: Column<TeamLine> = {
      id: 'date',
      head: head('joined', words.columns.date),
      width: '6.25rem',
      cell: (line) => <JoinedCell line={line} now={now} zone={zone} />,
    };
    const state: Column<TeamLine> = {
      id: 'state',
      head: head('state', words.columns.state),
      width: '6.75rem',
      cell: (line) => <StateCell line={line} now={now} zone={zone} />,
    };
    return narrow ? [mark, person, role, state] : [mark, person, role, licenses, date, state];
  }, [narrow, place, now, zone, sort, isDescending, onSort, marked, onMark, selected]);
  return (
    <DataTable
      label={words.title}
      columns={columns}
      groups={groups}
      rowId={({ id }) => id}
      lamp={({ standing }) => standing.tally}
      selected={selected}
      onSelect={props.onSelect}
      onActivate={props.onActivate}
      onKey={props.onKey}
      onEnd={props.onEnd}
      takesFocus
    />
  );
}

const byKind = (lines: readonly TeamLine[], counts: TeamTableProps['counts']): Group<TeamLine>[] =>
  [...Map.groupBy(lines, ({ entry }) => entry.kind)].map(([kind, rows]) => ({
    id: kind,
    title: words.groups[kind],
    count: counts[kind],
    rows,
  }));
