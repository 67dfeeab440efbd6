import { useMemo } from 'react';
import type { AuditRow } from '#shared/models/audit.ts';
import type { RoleSet } from '#shared/models/role.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { byDay } from '../../state/audit-log.ts';
import css from './organization.module.css';

const words = text.window.organization;

interface AuditTableProps {
  rows: readonly AuditRow[];
  zone: string;
  roleSet: RoleSet;
  selected: string | null;
  onSelect: (id: string) => void;
  onKey: (key: string) => void;
  /** The last rows are in sight. */
  onEnd: () => void;
}

/** One row per deed, under its day. */
export function AuditTable({ rows, zone, roleSet, selected, onSelect, onKey, onEnd }: AuditTableProps) {
  const narrow = useIsNarrow();
  const groups = useMemo(
    () => byDay(rows, zone).map((day) => ({ id: day.day, title: day.day, rows: day.rows })),
    [rows, zone],
  );
  const columns = useMemo((): Column<AuditRow>[] => {
    const { columns: heads } = words.log;
    const address: Column<AuditRow> = {
      id: 'address',
      head: heads.address,
      width: '7.5rem',
      cell: (row) => <span className={css.second}>{row.address ?? words.log.noAddress}</span>,
    };
    return [
      {
        id: 'time',
        head: heads.time,
        width: '4rem',
        cell: ({ at }) => (
          <time className={css.time} dateTime={new Date(at).toISOString()}>
            {dates.time(at, zone)}
          </time>
        ),
      },
      {
        id: 'what',
        head: heads.what,
        width: 'minmax(0, 1fr)',
        cell: (row) => (
          <span className={css.lines}>
            <span className={css.what}>{text.audit.sentence(row, roleSet)}</span>
            <span className={css.second}>{text.audit.who(row.who)}</span>
          </span>
        ),
      },
      ...(narrow ? [] : [address]),
    ];
  }, [narrow, zone, roleSet]);
  return (
    <DataTable
      label={words.tab.audit}
      columns={columns}
      groups={groups}
      rowId={({ id }) => id}
      selected={selected}
      onSelect={onSelect}
      onActivate={({ id }) => onSelect(id)}
      onKey={onKey}
      onEnd={onEnd}
      takesFocus
    />
  );
}
