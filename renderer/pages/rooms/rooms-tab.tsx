import { Button } from '@mantine/core';
import { IconPlus, IconSearch, IconTicket } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { dates } from '#shared/text/en/dates.ts';
import type { Room } from '#shared/models/machine-view.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { FilterField, focusFilter } from '../../parts/filter-field.tsx';
import { line as icon } from '../../parts/icons.ts';
import { KeyHints } from '../../parts/keys.tsx';
import { Page } from '../../parts/page.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
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
  const { value, phase, failure, refresh } = useFresh(of.rooms.of(organization.id));
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const narrow = useIsNarrow();
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
  const [selected, select] = useState<string | null>(null);
  const [hidden, hide] = useState(false);
  const [making, make] = useState(false);
  const [closing, close] = useState<Room | null>(null);
  const chosen = rooms.find(({ id }) => id === selected) ?? (narrow ? null : (rooms[0] ?? null));

  const choose = (id: string) => {
    hide(false);
    select(id);
  };
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
        chosen && !hidden ? (
          <RoomPanel
            room={chosen}
            now={now}
            zone={zone}
            onCloseRoom={() => close(chosen)}
            onClose={() => (narrow ? select(null) : hide(true))}
          />
        ) : undefined
      }
      foot={
        rooms.length > 0 && (
          <>
            <KeyHints hints={hints} />
            <span>{dates.zone(zone)}</span>
          </>
        )
      }
    >
      {phase === 'failed' && failure && value === null ? (
        <ErrorState
          failure={failure}
          title={words.failed}
          action={{ label: text.window.parts.tryAgain, run: () => void refresh() }}
        />
      ) : value === null ? (
        <LoadingState />
      ) : rooms.length === 0 ? (
        <Nothing query={wanted} onClear={() => setQuery('')} onMake={() => make(true)} />
      ) : (
        <RoomsTable {...{ rooms, now, zone, selected: chosen?.id ?? null, onSelect: choose, onKey }} />
      )}
      <MakeRoomDialog organization={organization} opened={making} onClose={() => make(false)} />
      <CloseRoomDialog room={closing} organization={organization} onClose={() => close(null)} />
    </Page>
  );
}

const hints = [
  { keys: ['↑', '↓'], does: words.keys.move },
  { keys: ['N'], does: words.keys.make },
  { keys: ['C'], does: words.keys.close },
];

function Nothing({ query, onClear, onMake }: { query: string; onClear: () => void; onMake: () => void }) {
  if (query.trim() !== '')
    return (
      <EmptyState
        icon={<IconSearch size={20} stroke={1.75} />}
        title={words.nothingFound(query)}
        action={{ label: words.showAll, run: onClear }}
      />
    );
  return (
    <EmptyState
      icon={<IconTicket size={20} stroke={1.75} />}
      title={words.emptyTitle}
      action={{ label: words.make, run: onMake }}
    >
      {words.emptyBody}
    </EmptyState>
  );
}
