import { Button } from '@mantine/core';
import { IconPlus, IconTicket } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { Room } from '#shared/models/machine-view.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { FilterField, focusFilter } from '../../parts/filter-field.tsx';
import { line as icon } from '../../parts/icons.ts';
import { ListBody, ListFoot, useChosen } from '../../parts/list-page.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { inOrder, isOpen, matchesRoom } from '../../state/room-lines.ts';
import { useFresh, useNow, useStores, useZone } from '../../state/use.tsx';
import { CloseRoomDialog } from './close-room-dialog.tsx';
import { MakeRoomDialog } from './make-room-dialog.tsx';
import { RoomPanel } from './room-panel.tsx';
import { RoomsTable } from './rooms-table.tsx';
import css from './rooms.module.css';

const words = text.window.rooms;

/** Room codes of the organization: which are open, how often they were used, and the way to a new one. */
export function RoomsTab({ organization, tabs }: { organization: OrganizationRef; tabs: ReactNode }) {
  const { of } = useStores();
  const all = useFresh(of.rooms.of(organization.id));
  const { value } = all;
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const rooms = useMemo(
    () =>
      inOrder(
        (value ?? []).filter((room) => matchesRoom(wanted, room, now)),
        now,
      ),
    [value, wanted, now],
  );
  const { chosen, shown, choose, closePanel } = useChosen(rooms, (room, id) => room.id === id);
  const [making, make] = useState(false);
  const [closing, close] = useState<Room | null>(null);

  const onKey = (key: string, room: Room) => {
    if (key === '/') focusFilter();
    if (key.toLowerCase() === 'c' && isOpen(room, now)) close(room);
    if (key.toLowerCase() === 'n') make(true);
  };

  return (
    <Page
      title={text.window.machines.title}
      flush
      beside={tabs}
      actions={
        <>
          <FilterField
            label={words.filter}
            placeholder={words.keys.filter}
            className={css.filter}
            value={query}
            onChange={setQuery}
          />
          <Button leftSection={<IconPlus {...icon} />} onClick={() => make(true)}>
            {words.make}
          </Button>
        </>
      }
      panel={
        shown ? (
          <RoomPanel room={shown} now={now} zone={zone} onCloseRoom={() => close(shown)} onClose={closePanel} />
        ) : undefined
      }
      foot={rooms.length > 0 && <ListFoot hints={hintsFor(chosen !== null && isOpen(chosen, now))} zone={zone} />}
    >
      <ListBody
        resource={all}
        count={rooms.length}
        query={wanted}
        onClearQuery={() => setQuery('')}
        words={words}
        empty={
          <EmptyState
            icon={<IconTicket size={20} stroke={1.75} />}
            title={words.emptyTitle}
            action={{ label: words.make, run: () => make(true) }}
          >
            {words.emptyBody}
          </EmptyState>
        }
      >
        <RoomsTable {...{ rooms, now, zone, selected: chosen?.id ?? null, onSelect: choose, onKey }} />
      </ListBody>
      <MakeRoomDialog organization={organization} opened={making} onClose={() => make(false)} />
      <CloseRoomDialog room={closing} organization={organization} onClose={() => close(null)} />
    </Page>
  );
}

const hintsFor = (mayClose: boolean) => [
  { keys: ['↑', '↓'], does: words.keys.move },
  { keys: ['N'], does: words.keys.make },
  ...(mayClose ? [{ keys: ['C'], does: words.keys.close }] : []),
];
