import { useMemo } from 'react';
import type { LicenseRow } from '#shared/models/license.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable, type Group } from '../../parts/data-table.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { Tally } from '../../parts/tally.tsx';
import { groupOf, type Line, lineGroups } from '../../state/license-lines.ts';
import { DatesCell, LeasedUntilCell, LicenseCell, LicenseEndsCell } from '../license/cells.tsx';
import css from './licenses.module.css';

const words = text.window.licenses;
const common = text.window.license;

interface LicensesTableProps {
  lines: readonly Line[];
  now: number;
  selected: string | null;
  onSelect: (id: string) => void;
  onActivate: (line: Line) => void;
  onKey: (key: string, line: Line) => void;
  /** The last rows are near. */
  onEnd: () => void;
}

/** Grouped by whether somebody has to do something. */
export function LicensesTable({ lines, now, selected, onSelect, onActivate, onKey, onEnd }: LicensesTableProps) {
  const narrow = useIsNarrow();
  const groups = useMemo(() => grouped(lines), [lines]);
  const columns = useMemo((): Column<Line>[] => {
    const license = {
      id: 'license',
      head: common.columns.license,
      width: 'minmax(0, 1.2fr)',
      cell: ({ row }: Line) => <LicenseCell row={row} second={row.organization.name} />,
    };
    const machine = {
      id: 'machine',
      head: common.columns.machine,
      width: 'minmax(0, 1.2fr)',
      cell: (line: Line) => <MachineCell line={line} now={now} />,
    };
    const state = {
      id: 'state',
      head: common.columns.state,
      width: '7.5rem',
      cell: (line: Line) => <StateCell line={line} />,
    };
    const end = ({ lease }: Line) => lease?.leaseEndsAt ?? null;
    if (narrow)
      return [
        license,
        machine,
        {
          id: 'dates',
          head: common.columns.dates,
          width: '9rem',
          cell: (line) => <DatesCell row={line.row} leaseEndsAt={end(line)} />,
        },
        state,
      ];
    return [
      license,
      machine,
      {
        id: 'until',
        head: common.columns.leasedUntil,
        width: '6rem',
        cell: (line) => <LeasedUntilCell row={line.row} leaseEndsAt={end(line)} />,
      },
      { id: 'ends', head: common.columns.ends, width: '6rem', cell: ({ row }) => <LicenseEndsCell row={row} /> },
      state,
    ];
  }, [narrow, now]);
  return (
    <DataTable
      label={words.title}
      columns={columns}
      groups={groups}
      rowId={({ id }) => id}
      lamp={({ standing }) => standing.tally}
      selected={selected}
      onSelect={onSelect}
      onActivate={onActivate}
      onKey={onKey}
      onEnd={onEnd}
      takesFocus
    />
  );
}

function grouped(lines: readonly Line[]): Group<Line>[] {
  return lineGroups.map((id) => {
    const rows = lines.filter((line) => groupOf(line) === id);
    return { id, title: words.groups[id], count: rows.length, rows };
  });
}

function MachineCell({ line: { row, lease }, now }: { line: Line; now: number }) {
  if (!lease)
    return (
      <span className={css.lines}>
        <span className={css.quiet}>{common.noMachine}</span>
        <span className={css.second}>{idleWords(row)}</span>
      </span>
    );
  const mode = lease.mode === 'online' ? common.online : common.offline;
  const second =
    lease.unassignGraceEndsAt !== null ? words.graceLeft(dates.more(lease.unassignGraceEndsAt - now)) : mode;
  return (
    <span className={css.lines}>
      <code className={css.machine}>{lease.machine.name}</code>
      <span className={css.second}>{second}</span>
    </span>
  );
}

/** Why there is no machine in a line about a license. */
function idleWords(row: LicenseRow): string {
  if (row.availability === 'ended' || row.availability === 'revoked') return '';
  const [lease] = row.leases;
  if (row.availability === 'in-use' && lease)
    return row.seats === 1 && lease.person
      ? common.personOn(lease.person.name, lease.machine.name)
      : common.seatsUsed(row.leases.length, row.seats);
  return row.assignedToMe ? words.assignedToYou : words.seatsFree(row.seats - row.leases.length, row.seats);
}

function StateCell({ line: { standing } }: { line: Line }) {
  return (
    <Tally state={standing.tally} icon={standing.icon}>
      {standing.tally === 'on' ? text.window.licenses.thisMachine : standing.word}
    </Tally>
  );
}
