import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconArrowBackUp, IconFileText, IconPlayerPlay, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { HeldLease } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Keycap } from '../../parts/keys.tsx';
import { toast, toastFailure } from '../../parts/toast.tsx';
import { useApi, useManaged, useStatus, useStores, useWho } from '../../state/use.tsx';
import { filterGroups } from './filter.ts';
import { OperationDialog } from './operation-dialog.tsx';
import { ReleaseHere } from './release-here.tsx';
import { operationsFor, type Operation } from './operations.ts';
import css from './palette.module.css';

const words = text.window.palette;
const pages = text.window.shell.pages;

/** Pages first, then what is done often, then every operation of the contract. */
export function PaletteContents() {
  const { companion } = useApi();
  const { explain } = useStores();
  const who = useWho();
  const managed = useManaged();
  const leases = useStatus((status) => status.leases) ?? [];
  const [, go] = useLocation();
  const [chosen, choose] = useState<Operation | null>(null);
  const [releasing, release] = useState<HeldLease | null>(null);
  const [query, setQuery] = useState('');
  const operations = operationsFor({
    hasMachine: companion !== null,
    isSignedIn: who !== null,
    isVendor: who?.isVendor ?? false,
    roles: (who?.memberships ?? []).map(({ role }) => role),
  });
  const places = Object.entries(pages).filter(([place]) => {
    if (place === 'settings') return companion !== null;
    if (place === 'machines' || place === 'team' || place === 'products') return managed !== null;
    if (place === 'organization') return managed !== null;
    if (place === 'picker') return companion !== null && who !== null;
    return place !== 'outbox' && who !== null;
  });
  const renew = () =>
    void companion?.license.heartbeat({}).then(
      () => toast({ tally: 'on', title: words.renewed, message: null }),
      (error: unknown) => toastFailure(explain(error)),
    );
  const groups: SpotlightActionGroupData[] = [
    {
      group: words.groups.pages,
      actions: places.map(([place, label]) => ({
        id: `page-${place}`,
        label,
        leftSection: <IconFileText {...line} />,
        onClick: () => go(`/${place}`),
      })),
    },
    {
      group: words.groups.actions,
      actions: [
        ...leases.map((lease) => ({
          id: `release-${lease.id}`,
          label: words.releaseHere(`${lease.product.name} ${lease.edition.name}`),
          leftSection: <IconArrowBackUp {...line} />,
          rightSection: <span className={css.aside}>{lease.organization.name}</span>,
          onClick: () => release(lease),
        })),
        ...(leases.length > 0
          ? [{ id: 'renew', label: words.renewNow, leftSection: <IconRefresh {...line} />, onClick: renew }]
          : []),
      ],
    },
    ...(['machine', 'cloud'] as const).map((half) => ({
      group: words.groups[half],
      actions: operations
        .filter((operation) => operation.half === half)
        .map((operation) => ({
          id: operation.path.join('.'),
          label: operation.summary,
          keywords: operation.path.join(' '),
          leftSection: <IconPlayerPlay {...line} />,
          rightSection: <code className={css.path}>{operation.path.slice(1).join(' ')}</code>,
          onClick: () => choose(operation),
        })),
    })),
  ];

  return (
    <>
      <Spotlight
        actions={groups.filter(({ actions }) => actions.length > 0)}
        shortcut={['mod + K']}
        query={query}
        onQueryChange={setQuery}
        nothingFound={words.nothing(query)}
        filter={filterGroups}
        centered={false}
        overlayProps={{ blur: 0 }}
        scrollable
        maxHeight="min(28rem, 60vh)"
        size="37.5rem"
        yOffset="18vh"
        radius="xl"
        shadow="xl"
        searchProps={{
          placeholder: words.placeholder,
          'aria-label': words.placeholder,
          leftSection: <IconSearch {...line} />,
          rightSection: <Keycap>Esc</Keycap>,
          rightSectionWidth: 56,
        }}
        classNames={{
          content: css.content,
          overlay: css.scrim,
          search: css.search,
          action: css.action,
          actionLabel: css.label,
          actionSection: css.section,
          actionsGroup: css.group,
          actionsList: css.list,
          empty: css.empty,
        }}
      />
      <ReleaseHere lease={releasing} onClose={() => release(null)} />
      <OperationDialog operation={chosen} onClose={() => choose(null)} />
    </>
  );
}
