import { useMemo } from 'react';
import type { Room } from '#shared/models/machine-view.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { type Column, DataTable, type Group } from '../../parts/data-table.tsx';
import { DateCell, TwoLines } from '../../parts/date-cell.tsx';
import { Tally } from '../../parts/tally.tsx';
import { isOpen, leftOf, standingOfRoom } from '../../state/room-lines.ts';
import css from './rooms.module.css';

const words = text.window.rooms;

interface RoomsTableProps {
  rooms: readonly Room[];
  now: number;
  zone: string;
  selected: string | null;
  onSelect: (id: string) => void;
  onKey: (key: string, room: Room) => void;
}

/** Open codes first, then those that are over. */
export function RoomsTable({ rooms, now, zone, selected, onSelect, onKey }: RoomsTableProps) {
  const groups = useMemo((): Group<Room>[] => {
    const open = rooms.filter((room) => isOpen(room, now));
    const over = rooms.filter((room) => !isOpen(room, now));
    return [
      { id: 'open', title: words.groups.open, count: open.length, rows: open },
      { id: 'over', title: words.groups.over, count: over.length, rows: over },
    ];
  }, [rooms, now]);
  const columns = useMemo(
    (): Column<Room>[] => [
      {
        id: 'license',
        head: words.columns.license,
        width: 'minmax(0, 1.2fr)',
        cell: ({ license, createdBy }) => (
          <span className={css.lines}>
            <span className={css.name}>{license.name}</span>
            <span className={css.second}>{words.madeBy(createdBy ?? words.somebody)}</span>
          </span>
        ),
      },
      {
        id: 'used',
        head: words.columns.used,
        width: 'minmax(0, 1fr)',
        cell: (room) => <TwoLines first={words.used(room.used, room.uses)} second={leftWords(room)} />,
      },
      {
        id: 'ends',
        head: words.columns.ends,
        width: '9rem',
        cell: (room) => <Ends room={room} now={now} zone={zone} />,
      },
      {
        id: 'state',
        head: words.columns.state,
        width: '7.5rem',
        cell: (room) => <State room={room} now={now} />,
      },
    ],
    [now, zone],
  );
  return (
    <DataTable
      label={text.window.machines.rooms}
      columns={columns}
      groups={groups}
      rowId={({ id }) => id}
      lamp={(room) => standingOfRoom(room, now).tally}
      selected={selected}
      onSelect={onSelect}
      onActivate={({ id }) => onSelect(id)}
      onKey={onKey}
      takesFocus
    />
  );
}

const leftWords = (room: Room) => (leftOf(room) === 0 ? words.none : words.left(leftOf(room)));

/** Codes live for hours, so the time of day counts. */
function Ends({ room: { closedAt, expiresAt }, now, zone }: { room: Room; now: number; zone: string }) {
  const end = closedAt ?? expiresAt;
  return (
    <DateCell
      moment={end}
      zone={zone}
      now={now}
      second={`${dates.time(end, zone)}, ${dates.relative(end, now, zone)}`}
    />
  );
}

function State({ room, now }: { room: Room; now: number }) {
  const { tally, icon, word } = standingOfRoom(room, now);
  return (
    <Tally state={tally} icon={icon}>
      {word}
    </Tally>
  );
}
