import { SegmentedControl } from '@mantine/core';
import { IconServer2 } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { useManaged, useResource, useStores, useWho } from '../../state/use.tsx';
import { RoomsTab } from '../rooms/rooms-tab.tsx';
import { MachinesTab } from './machines-tab.tsx';
import css from './machines.module.css';

const words = text.window.machines;

/**
 * The machines of the organization, and the room codes that enrol more of them; for its managers.
 * `show`: `rooms`, or the machine another page leads to.
 */
export function MachinesPage({ show }: { show: string | undefined }) {
  const managed = useManaged();
  if (!managed) return <NotYours />;
  const { organization } = managed;
  const tab = show === 'rooms' ? 'rooms' : 'machines';
  const tabs = <Tabs key={organization.id} organization={organization.id} tab={tab} />;
  return tab === 'machines' ? (
    <MachinesTab key={`${organization.id} ${show}`} organization={organization} tabs={tabs} machine={show} />
  ) : (
    <RoomsTab key={organization.id} organization={organization} tabs={tabs} />
  );
}

function Tabs({ organization, tab }: { organization: string; tab: 'machines' | 'rooms' }) {
  const { of } = useStores();
  const machines = useResource(of.machines.of(organization)).value;
  const rooms = useResource(of.rooms.of(organization)).value;
  const [, go] = useLocation();
  const counted = (label: string, count: number | undefined) => (
    <span className={css.counted}>
      {label} <span className={css.count}>{count ?? ''}</span>
    </span>
  );
  return (
    <SegmentedControl
      aria-label={words.tabs}
      value={tab}
      onChange={(chosen) => go(chosen === 'rooms' ? '/machines/rooms' : '/machines')}
      data={[
        { value: 'machines', label: counted(words.machines, machines?.length) },
        { value: 'rooms', label: counted(words.rooms, rooms?.length) },
      ]}
    />
  );
}

/** Somebody who came by an address, or switched to an organization they do not manage. */
function NotYours() {
  const name = useWho()?.current?.organization.name ?? '';
  const [, go] = useLocation();
  return (
    <Page title={words.title}>
      <EmptyState
        icon={<IconServer2 size={20} stroke={1.75} />}
        title={words.notYoursTitle(name)}
        action={{ label: words.toLicenses, run: () => go('/licenses') }}
      >
        {words.notYoursBody}
      </EmptyState>
    </Page>
  );
}
