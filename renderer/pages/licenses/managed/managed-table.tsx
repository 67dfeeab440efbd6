import { useMemo } from 'react';
import type { LicenseColumn, ListedLicense } from '#shared/models/license-search.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable } from '../../../parts/data-table.tsx';
import { RowMark } from '../../../parts/row-mark.tsx';
import { useIsNarrow } from '../../../parts/side-panel.tsx';
import { SortHead } from '../../../parts/sort-head.tsx';
import { Tally } from '../../../parts/tally.tsx';
import { nameOf } from '../../../state/license-lines.ts';
import { standingOfListed } from '../../../state/managed-lines.ts';
import type { Marks } from '../../../state/marks.ts';
import { AssignedCell, EndCell, NameCell, StartCell, UsedCell } from './cells.tsx';
import type { View } from './use-view.ts';
import css from './managed.module.css';

const words = text.window.managedLicenses;

interface ManagedTableProps {
  rows: readonly ListedLicense[];
  view: View;
  now: number;
  zone: string;
  marks: Marks;
  onToggle: (id: string) => void;
  onStretch: (from: string | null, to: string) => void;
  onAll: () => void;
  selected: string | null;
  onSelect: (id: string) => void;
  onActivate: (row: ListedLicense) => void;
  onKey: (key: string, row: ListedLicense) => void;
  onEnd: () => void;
}

const widths: Record<LicenseColumn, string> = {
  license: 'minmax(0, 1.4fr)',
  kind: '5rem',
  assigned: 'minmax(0, 1.2fr)',
  seats: '4rem',
  'in-use': 'minmax(0, 1.1fr)',
  starts: '6.5rem',
  ends: '6.5rem',
  state: '7rem',
};

/** One row for each license. */
export function ManagedTable(props: ManagedTableProps) {
  const { rows, view, now, zone, marks, onToggle, onStretch, onAll, selected } = props;
  const { order, sortBy, columns: chosen } = view;
  const narrow = useIsNarrow();
  const groups = useMemo(() => [{ id: 'all', title: null, rows }], [rows]);
  const columns = useMemo((): Column<ListedLicense>[] => {
    const shown: LicenseColumn[] = ['license', ...(narrow ? chosen.filter(fitsNarrow) : chosen), 'state'];
    const cells: Record<LicenseColumn, (row: ListedLicense) => Column<ListedLicense>['head']> = {
      license: (row) => <NameCell row={row} />,
      kind: (row) => text.licenseList.kinds[row.kind],
      assigned: (row) => <AssignedCell row={row} />,
      seats: (row) => row.seats,
      'in-use': (row) => <UsedCell row={row} />,
      starts: (row) => <StartCell {...{ row, now, zone }} />,
      ends: (row) => <EndCell {...{ row, now, zone }} />,
      state: (row) => <StateCell row={row} now={now} />,
    };
    const mark: Column<ListedLicense> = {
      id: 'mark',
      head: <span className={css.hidden}>{words.markColumn}</span>,
      width: '1.25rem',
      cell: (row) => (
        <RowMark
          label={words.mark(nameOf(row), row.id)}
          isMarked={marks.ids.has(row.id)}
          isCurrent={row.id === selected}
          onToggle={() => onToggle(row.id)}
        />
      ),
    };
    return [
      mark,
      ...shown.map((column) => ({
        id: column,
        head: (
          <SortHead
            label={words.columns[column]}
            sorted={order.sort === column ? (order.descending ? 'down' : 'up') : null}
            onSort={() => sortBy(column)}
          />
        ),
        width: widths[column],
        cell: cells[column],
      })),
    ];
  }, [narrow, chosen, now, zone, order, sortBy, marks, onToggle, selected]);
  const marking = useMemo(() => ({ onToggle, onStretch, onAll }), [onToggle, onStretch, onAll]);
  return (
    <DataTable
      label={text.window.licenses.title}
      columns={columns}
      groups={groups}
      rowId={idOf}
      lamp={(row) => standingOfListed(row, now).tally}
      selected={selected}
      onSelect={props.onSelect}
      onActivate={props.onActivate}
      onKey={props.onKey}
      onEnd={props.onEnd}
      marking={marking}
      takesFocus
    />
  );
}

const idOf = ({ id }: ListedLicense) => id;
/** Beside the name and the state there is room for two. */
const fitsNarrow = (column: LicenseColumn) => column === 'assigned' || column === 'ends';

function StateCell({ row, now }: { row: ListedLicense; now: number }) {
  const { tally, icon, word } = standingOfListed(row, now);
  return (
    <Tally state={tally} icon={icon}>
      {word}
    </Tally>
  );
}
