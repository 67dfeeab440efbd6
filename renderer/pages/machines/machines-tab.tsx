import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconSearch, IconServer2 } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { FilterField, focusFilter } from '../../parts/filter-field.tsx';
import { line as icon } from '../../parts/icons.ts';
import { KeyHints } from '../../parts/keys.tsx';
import { Page } from '../../parts/page.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { linesOfMachines, type MachineLine, matchesMachine } from '../../state/machine-lines.ts';
import { useFresh, useNow, useStatus, useStores, useZone } from '../../state/use.tsx';
import { type Act, actOfKey } from './act.ts';
import { Acts } from './acts.tsx';
import { MachinePanel } from './machine-panel.tsx';
import { MachinesTable } from './machines-table.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import css from './machines.module.css';

const words = text.window.machines;

interface MachinesTabProps {
  organization: OrganizationRef;
  role: Role;
  tabs: ReactNode;
  /** The machine another page leads to. */
  machine?: string | undefined;
}

/** Every machine with its leases, whether its hardware still speaks for it, and what can be done about it. */
export function MachinesTab({ organization, role, tabs, machine: wantedMachine }: MachinesTabProps) {
  const { of } = useStores();
  const { value, phase, failure, refresh } = useFresh(of.machines.of(organization.id));
  const here = useStatus((status) => status.machine.id);
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const narrow = useIsNarrow();
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const lines = useMemo(
    () => linesOfMachines(value ?? [], now).filter((line) => matchesMachine(wanted, line)),
    [value, now, wanted],
  );
  const [selected, select] = useState(wantedMachine ?? null);
  const [closed, close] = useState(false);
  const [act, start] = useState<Act | null>(null);
  const [ruling, rule] = useState(false);
  const chosen = lines.find(({ machine }) => machine.id === selected) ?? (narrow ? null : (lines[0] ?? null));

  const choose = (id: string) => {
    close(false);
    select(id);
  };
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
          <Button leftSection={<IconAdjustmentsHorizontal {...icon} />} onClick={() => rule(true)}>
            {words.rules}
          </Button>
        </>
      }
      panel={
        chosen && !closed ? (
          <MachinePanel
            line={chosen}
            organization={organization}
            isHere={chosen.machine.id === here}
            onAct={start}
            onClose={() => (narrow ? select(null) : close(true))}
          />
        ) : undefined
      }
      foot={
        lines.length > 0 && (
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
      ) : lines.length === 0 ? (
        <Nothing query={wanted} onClear={() => setQuery('')} />
      ) : (
        <MachinesTable {...{ lines, now, zone, here, selected: chosen?.machine.id ?? null, onSelect: choose, onKey }} />
      )}
      <Acts act={act} organization={organization} onClose={() => start(null)} />
      <RulesDialog organization={organization} role={role} opened={ruling} onClose={() => rule(false)} />
    </Page>
  );
}

const hints = [
  { keys: ['↑', '↓'], does: words.keys.move },
  { keys: ['R'], does: words.keys.release },
  { keys: ['N'], does: words.keys.renew },
  { keys: ['P'], does: words.keys.person },
];

function Nothing({ query, onClear }: { query: string; onClear: () => void }) {
  const [, go] = useLocation();
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
      icon={<IconServer2 size={20} stroke={1.75} />}
      title={words.emptyTitle}
      action={{ label: words.makeRoom, run: () => go('/machines/rooms') }}
      other={{ label: words.toOffline, run: () => go('/offline') }}
    >
      {words.emptyBody}
    </EmptyState>
  );
}
