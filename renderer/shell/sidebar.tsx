import { Tooltip } from '@mantine/core';
import {
  IconBook2,
  IconBuilding,
  IconDeviceUsb,
  IconDownload,
  IconKey,
  IconLayoutGrid,
  IconLifebuoy,
  IconPackages,
  IconServer2,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { useIsNarrow } from '../parts/side-panel.tsx';
import { TallyIcon } from '../parts/tally.tsx';
import { outstandingOf, waitingHere } from '../state/offline-here.ts';
import { standingOfRow } from '../state/tally.ts';
import { countsOf } from '../state/transfers.ts';
import { useFresh, useLicenses, useManaged, useNow, useStatus, useStores, useTransfers } from '../state/use.tsx';
import css from './shell.module.css';

const words = text.window.shell;

interface Place {
  to: string;
  label: string;
  icon: Icon;
  /** How many things there need a person. */
  needs?: number;
  /** How many things there are under way, without anybody being needed. */
  open?: number;
}

/** The pages, at the left; a rail of icons in a narrow window. */
export function Sidebar() {
  const places: Place[] = [
    { to: '/overview', label: words.pages.overview, icon: IconLayoutGrid },
    { to: '/licenses', label: words.pages.licenses, icon: IconKey, needs: useNeedsYou() },
    { to: '/downloads', label: words.pages.downloads, icon: IconDownload, ...useUnderWay() },
    { to: '/offline', label: words.pages.offline, icon: IconDeviceUsb, ...useOutstanding() },
    { to: '/documentation', label: words.pages.documentation, icon: IconBook2 },
    { to: '/support', label: words.pages.support, icon: IconLifebuoy },
  ];
  const managed = useManaged();
  return (
    <nav className={css.sidebar} aria-label={words.navigation}>
      {places.map((place) => (
        <PlaceLink key={place.to} {...place} />
      ))}
      {managed && <ForManagers organization={managed.organization.id} />}
    </nav>
  );
}

/** Below a rule: what only managers of the organization see. */
function ForManagers({ organization }: { organization: string }) {
  const { of } = useStores();
  const needs = useFresh(of.fleet.of(organization)).value?.needs;
  return (
    <>
      <hr className={css.placeRule} />
      <PlaceLink to="/team" label={words.pages.team} icon={IconUsers} />
      <PlaceLink to="/products" label={words.pages.products} icon={IconPackages} />
      <PlaceLink to="/machines" label={words.pages.machines} icon={IconServer2} needs={needs ?? 0} />
      <PlaceLink to="/organization" label={words.pages.organization} icon={IconBuilding} />
    </>
  );
}

function PlaceLink({ to, label, icon: PlaceIcon, needs = 0, open = 0 }: Place) {
  const [path] = useLocation();
  const narrow = useIsNarrow();
  return (
    <Tooltip label={label} position="right" disabled={!narrow}>
      <Link
        href={to}
        className={css.place}
        aria-label={
          needs > 0 ? `${label}, ${words.needsYou(needs)}` : open > 0 ? `${label}, ${words.open(open)}` : label
        }
        aria-current={path.startsWith(to) ? 'page' : undefined}
      >
        <PlaceIcon size={17} stroke={1.75} aria-hidden />
        <span className={css.placeLabel}>{label}</span>
        {needs === 0 && open > 0 && <span className={css.underWay}>{open}</span>}
        {needs > 0 && (
          <span className={css.needs} data-state="soon">
            <TallyIcon state="soon" size={13} />
            <span>{needs}</span>
          </span>
        )}
      </Link>
    </Tooltip>
  );
}

/** Files in a stick for this machine need somebody; requests and proofs on their way are only counted. */
function useOutstanding(): Pick<Place, 'needs' | 'open'> {
  const needs = useStatus(waitingHere) ?? 0;
  const open = useStatus(outstandingOf) ?? 0;
  return { needs, open };
}

/** A transfer that has stopped needs somebody; the others come by themselves. */
function useUnderWay(): Pick<Place, 'needs' | 'open'> {
  const { failed, running, waiting } = useTransfers(countsOf);
  return { needs: failed, open: running + waiting };
}

function useNeedsYou(): number {
  const { value } = useLicenses('mine');
  const machine = useStatus((status) => status.machine.id);
  const now = useNow(60_000);
  return (value?.rows ?? []).filter((row) => standingOfRow(row, machine, now).tally === 'soon').length;
}
