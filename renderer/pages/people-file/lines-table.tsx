import { useMemo, useState } from 'react';
import type { PeopleLine } from '#shared/models/people-file.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable, type Group } from '../../parts/data-table.tsx';
import { TwoLines } from '../../parts/date-cell.tsx';
import { Tally } from '../../parts/tally.tsx';
import {
  groupOfLine,
  peopleGroups,
  problemInWords,
  standingOfPeopleLine,
  stepsInWords,
} from '../../state/people-file.ts';
import { useRoles } from '../../state/use.tsx';
import css from './people-file.module.css';

const words = text.window.peopleFile;

interface LinesTableProps {
  lines: readonly PeopleLine[];
  tried: ReadonlySet<number>;
  zone: string;
}

/** Line by line: what is left out and why, what changes, and what is as it says already. */
export function LinesTable({ lines, tried, zone }: LinesTableProps) {
  const [selected, select] = useState<string | null>(null);
  const groups = useMemo(
    (): Group<PeopleLine>[] =>
      peopleGroups.map((id) => {
        const rows = lines.filter((line) => groupOfLine(line) === id);
        return { id, title: words.groups[id], count: rows.length, rows };
      }),
    [lines],
  );
  const columns = useMemo(
    (): Column<PeopleLine>[] => [
      {
        id: 'person',
        head: words.columns.person,
        width: 'minmax(0, 1fr)',
        cell: ({ email, line }) => <TwoLines first={email} second={words.line(line)} />,
      },
      {
        id: 'change',
        head: words.columns.change,
        width: 'minmax(0, 2fr)',
        cell: (line) => <What line={line} zone={zone} />,
      },
      {
        id: 'state',
        head: words.columns.state,
        width: '8rem',
        cell: (line) => {
          const { tally, icon, word } = standingOfPeopleLine(line, tried.has(line.line));
          return (
            <Tally state={tally} icon={icon}>
              {word}
            </Tally>
          );
        },
      },
    ],
    [tried, zone],
  );
  return (
    <DataTable
      label={words.title}
      columns={columns}
      groups={groups}
      rowId={({ line }) => String(line)}
      lamp={(line) => standingOfPeopleLine(line, tried.has(line.line)).tally}
      selected={selected}
      onSelect={select}
      takesFocus
    />
  );
}

function What({ line, zone }: { line: PeopleLine; zone: string }) {
  const { roleSet } = useRoles();
  const said = [problemInWords(line), ...stepsInWords(line, zone, roleSet)].filter((one) => one !== null);
  if (said.length === 0) return <span className={css.quiet}>{line.isInvited ? words.invited : ''}</span>;
  const all = said.join(' · ');
  return (
    <span className={css.what} title={all}>
      {all}
    </span>
  );
}
