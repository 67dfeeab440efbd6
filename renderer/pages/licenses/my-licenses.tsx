import { IconKey } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { FilterField, focusFilter } from '../../parts/filter-field.tsx';
import { ListBody, ListFoot, useChosen } from '../../parts/list-page.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';
import {
  actsOf,
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
  const pick = usePick(forget);
  const toOnline = useSwitchToOnline();
  const zone = useZone();

  const open = (id: string) => {
    pick.clear();
    toOnline.clear();
    choose(id);
  };
  const release = ({ row, lease }: Line) => {
    if (lease) setSeat({ license: nameOf(row), organization: row.organization.id, lease });
  };
  const change = () => go('/picker');
  const activate = ({ id, row, lease }: Line) => {
    // The panel is where it is said when that fails.
    open(id);
    if (!lease) void pick.run(row);
  };
  const offline = ({ row, lease }: Line) => setOffer({ ...offerOf(row), isRenewal: lease?.mode === 'offline' });
  const online = ({ lease }: Line) => {
    if (!lease) return;
    pick.clear();
    void toOnline.run(lease.id);
  };
  const giveBack = () => go('/offline');
  const onKey = (key: string, line: Line) => {
    const may = actsOf(line, machine);
    if (key.toLowerCase() === 'r' && may.release) release(line);
    if (key.toLowerCase() === 'r' && may.renew) giveBack();
    if (key.toLowerCase() === 'e' && may.change) change();
    if (key.toLowerCase() === 'o' && (may.offline || may.renew)) offline(line);
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
      foot={lines.length > 0 && <ListFoot hints={hintsFor(chosen && actsOf(chosen, machine))} zone={zone} />}
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
          {...{ lines, now, selected: chosen?.id ?? null, onSelect: open, onActivate: activate, onKey }}
          onEnd={licenses.more}
        />
      </ListBody>
      <ReleaseDialog seat={seat} onClose={() => setSeat(null)} />
      <UseOfflineDialog offer={offer} onClose={() => setOffer(null)} />
    </Page>
  );
}

/** Keys that do something with the line that is chosen. */
const hintsFor = (may: ReturnType<typeof actsOf> | null) => [
  { keys: ['↑', '↓'], does: words.keys.move },
  ...(may?.release || may?.renew ? [{ keys: ['R'], does: words.keys.release }] : []),
  ...(may?.offline || may?.renew ? [{ keys: ['O'], does: text.window.offline.use.key }] : []),
  ...(may?.change ? [{ keys: ['E'], does: words.keys.change }] : []),
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
