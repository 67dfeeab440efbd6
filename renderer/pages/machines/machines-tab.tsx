import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconServer2 } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { FilterField, focusFilter } from '../../parts/filter-field.tsx';
import { line as icon } from '../../parts/icons.ts';
import { ListBody, ListFoot, useChosen } from '../../parts/list-page.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { linesOfMachines, type MachineLine, matchesMachine } from '../../state/machine-lines.ts';
import { useFresh, useNow, useStatus, useStores, useZone } from '../../state/use.tsx';
import { type Act, actOfKey } from './act.ts';
import { Acts } from './acts.tsx';
import { MachinePanel } from './machine-panel.tsx';
import { MachinesTable } from './machines-table.tsx';
import css from './machines.module.css';

const words = text.window.machines;

interface MachinesTabProps {
  organization: OrganizationRef;
  tabs: ReactNode;
  /** The machine another page leads to. */
  machine?: string | undefined;
}

/** Every machine with its leases, whether its hardware still speaks for it, and what can be done about it. */
export function MachinesTab({ organization, tabs, machine: wantedMachine }: MachinesTabProps) {
  const { of } = useStores();
  const machines = useFresh(of.machines.of(organization.id));
  const { value } = machines;
  const here = useStatus((status) => status.machine.id);
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const lines = useMemo(
    () => linesOfMachines(value ?? [], now).filter((line) => matchesMachine(wanted, line)),
    [value, now, wanted],
  );
  const { chosen, shown, choose, closePanel } = useChosen(lines, ({ machine }, id) => machine.id === id, wantedMachine);
  const [act, start] = useState<Act | null>(null);
  const [, go] = useLocation();

  const onKey = (key: string, line: MachineLine) => {
    if (key === '/') focusFilter();
    const begun = actOfKey(key, line);
    if (begun) start(begun);
  };

  return (
    <Page
      title={words.title}
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
          <Button leftSection={<IconAdjustmentsHorizontal {...icon} />} onClick={() => go('/organization')}>
            {words.rules}
          </Button>
        </>
      }
      panel={
        shown ? (
          <MachinePanel
            line={shown}
            organization={organization}
            isHere={shown.machine.id === here}
            onAct={start}
            onClose={closePanel}
          />
        ) : undefined
      }
      foot={lines.length > 0 && <ListFoot hints={hintsFor(chosen)} zone={zone} />}
    >
      <ListBody
        resource={machines}
        count={lines.length}
        query={wanted}
        onClearQuery={() => setQuery('')}
        words={words}
        empty={<NoMachines />}
      >
        <MachinesTable {...{ lines, now, zone, here, selected: chosen?.machine.id ?? null, onSelect: choose, onKey }} />
      </ListBody>
      <Acts act={act} organization={organization} onClose={() => start(null)} />
    </Page>
  );
}

/** Keys that do something with the machine that is chosen. */
const hintsFor = (chosen: MachineLine | null) => [
  { keys: ['↑', '↓'], does: words.keys.move },
  ...[
    { keys: ['R'], does: words.keys.release },
    { keys: ['N'], does: words.keys.renew },
    { keys: ['P'], does: words.keys.person },
  ].filter(({ keys: [key = ''] }) => chosen && actOfKey(key, chosen)),
];

function NoMachines() {
  const [, go] = useLocation();
  return (
    <EmptyState
      icon={<IconServer2 size={20} stroke={1.75} />}
      title={words.emptyTitle}
      action={{ label: words.makeRoom, run: () => go('/machines/rooms') }}
      other={{ label: words.toOffline, run: () => go('/offline') }}
    >
      {words.emptyBody}
    </EmptyState>
  );
}
