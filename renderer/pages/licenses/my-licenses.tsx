import { IconKey } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
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
  linesOfMine,
  matches,
  nameOf,
  offerOf,
} from '../../state/license-lines.ts';
import { useApi, useNow, useStatus, useZone } from '../../state/use.tsx';
import { useFoundLicenses } from '../../state/use-found-licenses.ts';
import { ReleaseDialog, type Seat } from '../license/release-dialog.tsx';
import { type OfflineOffer, UseOfflineDialog } from '../license/use-offline-dialog.tsx';
import { usePick } from '../license/use-pick.ts';
import { useSwitchToOnline } from '../license/use-switch-to-online.ts';
import { LicensePanel } from './license-panel.tsx';
import { LicensesTable } from './licenses-table.tsx';
import css from './licenses.module.css';

const words = text.window.licenses;

/** Every license assigned to me, or that I use: seats, machines and two dates (L1). */
export function MyLicenses({ license, tabs }: { license?: string | undefined; tabs?: ReactNode }) {
  const machine = useStatus((status) => status.machine.id);
  const now = useNow(60_000);
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const licenses = useFoundLicenses('mine', wanted);
  const { rows } = licenses;
  const lines = useMemo(
    () =>
      linesOfMine(rows, { machine, now })
        .filter(({ row, lease }) => matches(wanted, row, lease ? [lease] : []))
        .toSorted((a, b) => lineGroups.indexOf(groupOf(a)) - lineGroups.indexOf(groupOf(b))),
    [rows, machine, now, wanted],
  );
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
      title={tabs === undefined ? words.titleMine : words.title}
      flush
      beside={tabs}
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
        resource={licenses.resource}
        count={lines.length}
        query={wanted}
        onClearQuery={() => setQuery('')}
        words={words}
        empty={<NoLicenses />}
      >
        <LicensesTable
          {...{ lines, now, selected: chosen?.id ?? null, onSelect: choose, onActivate: activate, onKey }}
          onEnd={licenses.more}
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

function NoLicenses() {
  const [, go] = useLocation();
  const { companion } = useApi();
  return (
    <EmptyState
      icon={<IconKey size={20} stroke={1.75} />}
      title={words.emptyMineTitle}
      action={companion ? { label: words.openPicker, run: () => go('/picker') } : undefined}
    >
      {words.emptyMineBody}
    </EmptyState>
  );
}
