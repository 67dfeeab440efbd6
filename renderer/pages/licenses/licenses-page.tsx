import { SegmentedControl } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { Counted } from '../../parts/counted.tsx';
import { FilterField, focusFilter } from '../../parts/filter-field.tsx';
import { ListBody, ListFoot, useChosen } from '../../parts/list-page.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';
import {
  canGoOffline,
  canPick,
  groupOf,
  type Line,
  lineGroups,
  linesOfAll,
  linesOfMine,
  matches,
  nameOf,
  offerOf,
} from '../../state/license-lines.ts';
import type { Scope } from '../../state/stores.ts';
import { useApi, useLicenses, useNow, useStatus, useWho, useZone } from '../../state/use.tsx';
import { ReleaseDialog, type Seat } from '../license/release-dialog.tsx';
import { type OfflineOffer, UseOfflineDialog } from '../license/use-offline-dialog.tsx';
import { usePick } from '../license/use-pick.ts';
import { useSwitchToOnline } from '../license/use-switch-to-online.ts';
import { LicensePanel } from './license-panel.tsx';
import { LicensesTable } from './licenses-table.tsx';
import css from './licenses.module.css';

const words = text.window.licenses;

/** Every license with its seats, machines and two dates. `license`: the one another page leads to. */
export function LicensesPage({ license }: { license?: string | undefined }) {
  const [scope, setScope] = useState<Scope>(license === undefined ? 'mine' : 'all');
  const mine = useLicenses('mine');
  const all = useLicenses('all');
  const rows = scope === 'mine' ? mine : all;
  const { value } = rows;
  const machine = useStatus((status) => status.machine.id);
  const now = useNow(60_000);
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const lines = useMemo(() => {
    const around = { machine, now };
    const found = scope === 'mine' ? linesOfMine(value ?? [], around) : linesOfAll(value ?? [], around);
    return found
      .filter(({ row, lease }) => matches(wanted, row, lease ? [lease] : []))
      .toSorted((a, b) => lineGroups.indexOf(groupOf(a)) - lineGroups.indexOf(groupOf(b)));
  }, [value, scope, machine, now, wanted]);
  const { chosen, shown, choose, closePanel, forget } = useChosen(
    lines,
    ({ id, row }, wantedId) => id === wantedId || row.id === wantedId,
    license,
  );
  const [seat, setSeat] = useState<Seat | null>(null);
  const [offer, setOffer] = useState<OfflineOffer | null>(null);
  const [, go] = useLocation();
  const { companion } = useApi();
  const pick = usePick(forget);
  const toOnline = useSwitchToOnline();
  const zone = useZone();
  const places = useWho()?.memberships.length ?? 1;

  const release = ({ row, lease }: Line) => {
    if (lease && lease.mode === 'online' && (lease.releasable !== 'no' || lease.machine.id === machine))
      setSeat({ license: nameOf(row), organization: row.organization.id, lease });
  };
  const change = ({ lease }: Line) => {
    if (lease && lease.machine.id === machine) go('/picker');
  };
  const activate = ({ row, lease }: Line) => {
    if (companion && !lease && canPick(row, machine)) void pick.run(row);
  };
  const offline = ({ row, lease }: Line) => {
    const isHere = lease !== null && lease.machine.id === machine;
    if (companion && (lease === null || isHere) && (canGoOffline(row, machine) || lease?.mode === 'offline'))
      setOffer({ ...offerOf(row), isRenewal: lease?.mode === 'offline' });
  };
  const online = ({ lease }: Line) => {
    if (lease) void toOnline.run(lease.id);
  };
  const giveBack = () => go('/offline');
  const onKey = (key: string, line: Line) => {
    if (key.toLowerCase() === 'r') release(line);
    if (key.toLowerCase() === 'e') change(line);
    if (key.toLowerCase() === 'o') offline(line);
    if (key === '/') focusFilter();
  };
  const acts = { release, change, activate, offline, online, giveBack };

  return (
    <Page
      title={words.title}
      flush
      beside={
        <SegmentedControl
          aria-label={words.scope}
          value={scope}
          onChange={(chosenScope) => {
            setScope(chosenScope === 'all' ? 'all' : 'mine');
            forget();
          }}
          data={[
            { value: 'mine', label: <Counted label={words.mine} count={mine.value?.length} /> },
            {
              value: 'all',
              label: <Counted label={places > 1 ? words.all : words.allOfOne} count={all.value?.length} />,
            },
          ]}
        />
      }
      actions={<FilterField label={words.filter} className={css.filter} value={query} onChange={setQuery} />}
      panel={
        shown ? (
          <LicensePanel
            line={shown}
            machine={machine}
            acts={acts}
            busy={pick.busy}
            failure={pick.failure ?? toOnline.failure}
            onClose={closePanel}
          />
        ) : undefined
      }
      foot={lines.length > 0 && <ListFoot hints={hintsFor(companion !== null)} zone={zone} />}
    >
      <ListBody
        resource={rows}
        count={lines.length}
        query={wanted}
        onClearQuery={() => setQuery('')}
        words={words}
        empty={<NoLicenses scope={scope} />}
      >
        <LicensesTable
          {...{ lines, now, scope, selected: chosen?.id ?? null, onSelect: choose, onActivate: activate, onKey }}
        />
      </ListBody>
      <ReleaseDialog seat={seat} onClose={() => setSeat(null)} />
      <UseOfflineDialog offer={offer} onClose={() => setOffer(null)} />
    </Page>
  );
}

const hintsFor = (hasMachine: boolean) => [
  { keys: ['↑', '↓'], does: words.keys.move },
  { keys: ['R'], does: words.keys.release },
  ...(hasMachine
    ? [
        { keys: ['O'], does: text.window.offline.use.key },
        { keys: ['E'], does: words.keys.change },
      ]
    : []),
];

function NoLicenses({ scope }: { scope: Scope }) {
  const [, go] = useLocation();
  const { companion } = useApi();
  const mine = scope === 'mine';
  return (
    <EmptyState
      icon={<IconKey size={20} stroke={1.75} />}
      title={mine ? words.emptyMineTitle : words.emptyAllTitle}
      action={mine && companion ? { label: words.openPicker, run: () => go('/picker') } : undefined}
    >
      {mine ? words.emptyMineBody : words.emptyAllBody}
    </EmptyState>
  );
}
