import { Button } from '@mantine/core';
import { IconCornerUpLeft } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { LicenseRow, UsableLicenses } from '#shared/models/license.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable, type Group } from '../../parts/data-table.tsx';
import { line } from '../../parts/icons.ts';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { Tally } from '../../parts/tally.tsx';
import { seatToFree } from '../../state/license-lines.ts';
import { leaseHere, standingOfRow } from '../../state/tally.ts';
import { useNow, useWho } from '../../state/use.tsx';
import { DatesCell, LeasedUntilCell, LicenseCell, LicenseEndsCell } from '../license/cells.tsx';
import { PickerWords } from './picker-words.tsx';
import css from './picker.module.css';

const words = text.window.picker;
const heads = text.window.license.columns;

interface PickerListProps {
  rows: readonly LicenseRow[];
  machine: string | null;
  selected: string | null;
  onSelect: (id: string) => void;
  onActivate: (row: LicenseRow) => void;
  onFree: (row: LicenseRow) => void;
  onKey: (key: string, row: LicenseRow) => void;
  /** How many there are in each organization, also those that did not come yet; null: the rows are all. */
  places: UsableLicenses['places'] | null;
  /** The last rows are near. */
  onEnd: () => void;
}

/** The licenses of all my organizations, the default one first. */
export function PickerList(props: PickerListProps) {
  const { rows, machine, selected, onSelect, onActivate, onFree, onKey, places, onEnd } = props;
  const now = useNow();
  const narrow = useIsNarrow();
  const groups = useGroups(rows, places);
  const columns = useMemo((): Column<LicenseRow>[] => {
    const name = {
      id: 'license',
      head: <span className={css.pastGlyph}>{heads.license}</span>,
      width: 'minmax(0, 1fr)',
      cell: (row: LicenseRow) => <LicenseCell row={row} second={<PickerWords row={row} machine={machine} />} glyph />,
    };
    const state = {
      id: 'state',
      head: heads.state,
      width: '8.25rem',
      cell: (row: LicenseRow) => <StateCell {...{ row, machine, now, onFree }} />,
    };
    const leaseEnd = (row: LicenseRow) => shownLease(row, machine)?.leaseEndsAt ?? null;
    if (narrow)
      return [
        name,
        {
          id: 'dates',
          head: heads.dates,
          width: '10rem',
          cell: (row) => <DatesCell row={row} leaseEndsAt={leaseEnd(row)} offer />,
        },
        state,
      ];
    return [
      name,
      {
        id: 'until',
        head: heads.leasedUntil,
        width: '7.25rem',
        cell: (row) => <LeasedUntilCell row={row} leaseEndsAt={leaseEnd(row)} offer />,
      },
      { id: 'ends', head: heads.ends, width: '7.25rem', cell: (row) => <LicenseEndsCell row={row} /> },
      state,
    ];
  }, [narrow, machine, now, onFree]);
  return (
    <DataTable
      label={words.label}
      columns={columns}
      groups={groups}
      rowId={({ id }) => id}
      lamp={(row) => standingOfRow(row, machine, now).tally}
      selected={selected}
      onSelect={onSelect}
      onActivate={onActivate}
      onKey={(key, row) => onKey(key, row)}
      onEnd={onEnd}
      takesFocus
    />
  );
}

/** The lease whose end a row shows: mine, else the one in the way; none where a seat is free. */
function shownLease(row: LicenseRow, machine: string | null) {
  const mine = leaseHere(row, machine) ?? row.leases.find(({ isMine }) => isMine);
  if (mine) return mine;
  return row.availability === 'in-use' ? (row.leases[0] ?? null) : null;
}

interface StateCellProps {
  row: LicenseRow;
  machine: string | null;
  now: number;
  onFree: (row: LicenseRow) => void;
}

/** The tally, or what would make it free. */
function StateCell({ row, machine, now, onFree }: StateCellProps) {
  if (row.availability === 'in-use' && !leaseHere(row, machine) && seatToFree(row, machine))
    return (
      <Button size="sm" tabIndex={-1} leftSection={<IconCornerUpLeft {...line} />} onClick={() => onFree(row)}>
        {words.releaseHere}
      </Button>
    );
  const { tally, icon, word } = standingOfRow(row, machine, now);
  return (
    <Tally state={tally} icon={icon}>
      {word}
    </Tally>
  );
}

function useGroups(rows: readonly LicenseRow[], places: PickerListProps['places']): Group<LicenseRow>[] {
  const who = useWho();
  const preferred = who?.memberships.find(({ isDefault }) => isDefault)?.organization.id;
  return useMemo(() => {
    const groups = new Map<string, LicenseRow[]>();
    for (const row of rows) groups.set(row.organization.id, [...(groups.get(row.organization.id) ?? []), row]);
    return [...groups.entries()]
      .toSorted(([a], [b]) => Number(b === preferred) - Number(a === preferred))
      .map(([id, own]) => ({
        id,
        title: (
          <span className={css.organization}>
            {own[0]?.organization.name}
            {id === preferred && groups.size > 1 && <span className={css.default}>{words.default}</span>}
          </span>
        ),
        aside: words.freeForYou(
          ...countsOf(
            places?.find(({ organization }) => organization.id === id),
            own,
          ),
        ),
        rows: own,
      }));
  }, [rows, places, preferred]);
}

const countsOf = (
  place: UsableLicenses['places'][number] | undefined,
  own: readonly LicenseRow[],
): [free: number, all: number] =>
  place ? [place.free, place.total] : [own.filter(({ availability }) => availability === 'free').length, own.length];
