import { useMemo } from 'react';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable, type Group } from '../../parts/data-table.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { machineGroups, type MachineLine } from '../../state/machine-lines.ts';
import { DatesCell, EndsCell, LicenseCell, MachineCell, StateCell, UntilCell } from './cells.tsx';

const words = text.window.machines;

interface MachinesTableProps {
  lines: readonly MachineLine[];
  now: number;
  zone: string;
  /** The machine this window runs on; null in the portal. */
  here: string | null;
  selected: string | null;
  onSelect: (id: string) => void;
  onKey: (key: string, line: MachineLine) => void;
}

/** One row per machine, grouped by whether somebody has to do something. */
export function MachinesTable({ lines, now, zone, here, selected, onSelect, onKey }: MachinesTableProps) {
  const narrow = useIsNarrow();
  const groups = useMemo(() => grouped(lines), [lines]);
  const columns = useMemo((): Column<MachineLine>[] => {
    const when = { now, zone };
    const first: Column<MachineLine>[] = [
      {
        id: 'machine',
        head: words.columns.machine,
        width: 'minmax(0, 1.2fr)',
        cell: ({ machine }) => <MachineCell machine={machine} isHere={machine.id === here} {...when} />,
      },
      {
        id: 'license',
        head: words.columns.license,
        width: 'minmax(0, 1fr)',
        cell: (line) => <LicenseCell line={line} />,
      },
    ];
    const state: Column<MachineLine> = {
      id: 'state',
      head: words.columns.state,
      width: '9rem',
      cell: (line) => <StateCell line={line} />,
    };
    if (narrow)
      return [
        ...first,
        {
          id: 'dates',
          head: words.columns.dates,
          width: '8.5rem',
          cell: ({ lease }) => <DatesCell lease={lease} {...when} />,
        },
        state,
      ];
    return [
      ...first,
      {
        id: 'until',
        head: words.columns.leasedUntil,
        width: '5.75rem',
        cell: ({ lease }) => <UntilCell lease={lease} {...when} />,
      },
      {
        id: 'ends',
        head: words.columns.ends,
        width: '5.75rem',
        cell: ({ lease }) => <EndsCell lease={lease} {...when} />,
      },
      state,
    ];
  }, [narrow, now, zone, here]);
  return (
    <DataTable
      label={words.title}
      columns={columns}
      groups={groups}
      rowId={({ machine }) => machine.id}
      lamp={({ tally }) => tally}
      selected={selected}
      onSelect={onSelect}
      onActivate={({ machine }) => onSelect(machine.id)}
      onKey={onKey}
      takesFocus
    />
  );
}

function grouped(lines: readonly MachineLine[]): Group<MachineLine>[] {
  return machineGroups.map((id) => {
    const rows = lines.filter(({ group }) => group === id);
    return { id, title: words.groups[id], count: rows.length, rows };
  });
}
