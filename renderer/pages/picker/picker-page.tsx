import { Button, TextInput } from '@mantine/core';
import { IconDeviceUsb, IconKey, IconRefresh, IconSearch } from '@tabler/icons-react';
import { type RefObject, useDeferredValue, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { LicenseRow } from '#shared/models/license.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Keycap, KeyHints } from '../../parts/keys.tsx';
import { Plate } from '../../parts/plate.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { EmptyState, ErrorState, FailureNote, LoadingState } from '../../parts/states.tsx';
import { canGoOffline, canPick, matches, nameOf, offerOf, seatToFree } from '../../state/license-lines.ts';
import { standingOfMachine } from '../../state/tally.ts';
import { useApi, useLicenses, useStatus, useWho } from '../../state/use.tsx';
import { useFoundLicenses } from '../../state/use-found-licenses.ts';
import { ReleaseDialog, type Seat } from '../license/release-dialog.tsx';
import { type OfflineOffer, UseOfflineDialog } from '../license/use-offline-dialog.tsx';
import { usePick } from '../license/use-pick.ts';
import { PickerList } from './picker-list.tsx';
import { PickerPanel } from './picker-panel.tsx';
import css from './picker.module.css';

const words = text.window.picker;

/** The first thing an unlicensed machine shows: one question, answered with the keyboard alone. */
export function PickerPage() {
  const status = useStatus((whole) => whole);
  const machine = status?.machine.id ?? null;
  const checkAgain = useCheckAgain();
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const { resource, rows, more } = useFoundLicenses('usable', wanted);
  const { value, phase, failure } = resource;
  const [selected, select] = useSelection(rows);
  const [seat, setSeat] = useState<Seat | null>(null);
  const [offer, setOffer] = useState<OfflineOffer | null>(null);
  const filter = useRef<HTMLInputElement>(null);
  const [, go] = useLocation();
  const pick = usePick(() => go('/overview'));
  const narrow = useIsNarrow();
  const isLicensed = (status?.leases.length ?? 0) > 0;
  const chosen = rows.find(({ id }) => id === selected) ?? null;

  const activate = (row: LicenseRow) => void pick.run(row);
  const free = (row: LicenseRow) => {
    const lease = seatToFree(row, machine);
    if (lease) setSeat({ license: nameOf(row), organization: row.organization.id, lease });
  };
  const choose = (id: string) => {
    pick.clear();
    select(id);
  };
  const goOffline = (row: LicenseRow) => {
    if (canGoOffline(row, machine)) setOffer(offerOf(row));
  };
  const onKey = (key: string, row: LicenseRow) => {
    if (key === '/') filter.current?.focus();
    if (key.toLowerCase() === 'r') free(row);
    if (key.toLowerCase() === 'o') goOffline(row);
    if (key === 'Escape' && isLicensed) go('/overview');
  };
  const onFilterKey = (key: string) => {
    if (key === 'Escape') setQuery('');
    // Who types quickly means the first that fits the words, though the list may still show what fitted fewer.
    const meant = query === wanted ? chosen : rows.find((row) => matches(query, row));
    if (key === 'Enter' && meant) activate(meant);
    if (key === 'Escape' || key === 'ArrowDown') document.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useFocusOnSlash(filter);

  if (!status) return <LoadingState />;
  return (
    <div className={css.picker}>
      <div className={css.columns}>
        <div className={css.main}>
          <div className={css.question}>
            <h1 className={css.title}>{words.title}</h1>
            <Plate big name={status.machine.name} state={standingOfMachine(status).tally} />
          </div>
          {value && value.total > 0 && (
            <div className={css.find}>
              <TextInput
                ref={filter}
                className={css.filter}
                aria-label={words.keys.filter}
                placeholder={words.filter(value.total, value.places.filter(({ total }) => total > 0).length)}
                leftSection={<IconSearch {...line} />}
                rightSection={<Keycap>/</Keycap>}
                value={query}
                onChange={(event) => setQuery(event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key === 'ArrowDown') event.preventDefault();
                  onFilterKey(event.key);
                }}
              />
              <Button
                variant="subtle"
                leftSection={<IconRefresh {...line} />}
                onClick={checkAgain}
                loading={phase === 'loading'}
              >
                {words.checkAgain}
              </Button>
            </div>
          )}
          {phase === 'failed' && value && failure && (
            <div className={css.note}>
              <FailureNote failure={failure} />
            </div>
          )}
          {rows.length > 0 ? (
            <PickerList
              {...{ rows, machine, selected, onSelect: choose, onActivate: activate, onFree: free, onKey }}
              places={wanted.trim() === '' ? (value?.places ?? null) : null}
              onEnd={more}
            />
          ) : (
            <Nothing query={wanted} onClear={() => setQuery('')} />
          )}
        </div>
        {!narrow && chosen && (
          <PickerPanel
            row={chosen}
            machine={machine}
            busy={pick.busy}
            failure={pick.failure}
            onActivate={activate}
            onFree={free}
            onOffline={goOffline}
          />
        )}
      </div>
      {value && value.total > 0 && (
        <footer className={css.foot}>
          <KeyHints
            hints={[
              { keys: ['↑', '↓'], does: words.keys.move },
              { keys: ['↵'], does: words.keys.activate },
              ...(chosen && canGoOffline(chosen, machine) ? [{ keys: ['O'], does: text.window.offline.use.key }] : []),
              ...(!narrow && chosen && seatToFree(chosen, machine) ? [{ keys: ['R'], does: words.keys.release }] : []),
              { keys: ['/'], does: words.keys.filter },
              ...(isLicensed ? [{ keys: ['Esc'], does: words.keys.back }] : []),
            ]}
          />
          {!narrow && (
            <span className={css.noNetwork}>
              {words.noNetwork}
              <Button leftSection={<IconDeviceUsb {...line} />} onClick={() => go('/offline')}>
                {text.window.offline.request.title}
              </Button>
            </span>
          )}
          {narrow && chosen && canPick(chosen, machine) && (
            <Button
              variant="filled"
              loading={pick.busy}
              onClick={() => activate(chosen)}
              rightSection={<Keycap onInk>↵</Keycap>}
            >
              {words.activateNamed(nameOf(chosen))}
            </Button>
          )}
          {narrow && <FailureNote failure={pick.failure} />}
        </footer>
      )}
      <ReleaseDialog seat={seat} onClose={() => setSeat(null)} />
      <UseOfflineDialog offer={offer} onClose={() => setOffer(null)} onDone={() => go('/overview')} />
    </div>
  );
}

/** The licenses, and where I belong: both may have changed elsewhere a moment ago. */
function useCheckAgain() {
  const { companion } = useApi();
  const { refresh } = useLicenses('usable');
  return () => {
    void refresh();
    // It looks the memberships up; that it cannot is said of the licenses.
    void companion?.organization.list({}).catch(() => undefined);
  };
}

/** Nothing to choose from: not loaded, failed, filtered away, or really nothing. */
function Nothing({ query, onClear }: { query: string; onClear: () => void }) {
  const { value, phase, failure } = useLicenses('usable');
  const checkAgain = useCheckAgain();
  const who = useWho();
  const again = { label: words.checkAgain, run: checkAgain, busy: phase === 'loading' };
  if (value === null && phase !== 'failed') return <LoadingState />;
  if (value === null && failure) return <ErrorState failure={failure} title={words.failed} action={again} />;
  if (value && value.total > 0)
    return (
      <EmptyState
        icon={<IconSearch size={20} stroke={1.75} />}
        title={words.nothingFound(query)}
        action={{ label: words.clearFilter, run: onClear }}
      />
    );
  const names = who?.memberships.map(({ organization }) => organization.name) ?? [];
  return (
    <EmptyState icon={<IconKey size={20} stroke={1.75} />} title={words.emptyTitle} action={again}>
      {names.length === 0 ? words.emptyNowhere : words.emptyBody(names.join(', '))}
    </EmptyState>
  );
}

/** What is chosen stays chosen while the list changes; at first it is what the companion recommends. */
function useSelection(rows: readonly LicenseRow[]): [string | null, (id: string) => void] {
  const [selected, select] = useState<string | null>(null);
  const recommended = useRecommended();
  const has = (id: string | null) => id !== null && rows.some((row) => row.id === id);
  const fallback = has(recommended)
    ? recommended
    : (rows.find(({ availability }) => availability === 'free') ?? rows[0])?.id;
  return [has(selected) ? selected : (fallback ?? null), select];
}

/** What the companion would pick here; asked once, when there is something to choose from. */
function useRecommended(): string | null {
  const { companion } = useApi();
  const isListed = useLicenses('usable').at !== null;
  const [license, recommend] = useState<string | null>(null);
  useEffect(() => {
    // Where nothing is recommended, the first free license is as good.
    if (isListed)
      companion?.license.recommend({}).then(
        (found) => recommend(found.license),
        () => {},
      );
  }, [isListed, companion]);
  return license;
}

/** "/" leads to the filter from wherever nothing is being typed. */
function useFocusOnSlash(filter: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      filter.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [filter]);
}
