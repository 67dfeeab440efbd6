import { SegmentedControl } from '@mantine/core';
import { IconServer2 } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { Counted } from '../../parts/counted.tsx';
import { NotYours } from '../../parts/not-yours.tsx';
import { useManaged, useResource, useStores } from '../../state/use.tsx';
import { RoomsTab } from '../rooms/rooms-tab.tsx';
import { MachinesTab } from './machines-tab.tsx';

const words = text.window.machines;

/**
 * The machines of the organization, and the room codes that enrol more of them; for its managers.
 * `show`: `rooms`, or the machine another page leads to.
 */
export function MachinesPage({ show }: { show: string | undefined }) {
  const managed = useManaged();
  const [, go] = useLocation();
  if (!managed)
    return (
      <NotYours words={words} icon={IconServer2} action={{ label: words.toLicenses, run: () => go('/licenses') }} />
    );
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
  const fleet = useResource(of.fleet.of(organization)).value;
  const rooms = useResource(of.rooms.of(organization)).value;
  const [, go] = useLocation();
  return (
    <SegmentedControl
      aria-label={words.tabs}
      value={tab}
      onChange={(chosen) => go(chosen === 'rooms' ? '/machines/rooms' : '/machines')}
      data={[
        { value: 'machines', label: <Counted label={words.machines} count={fleet?.machines} /> },
        { value: 'rooms', label: <Counted label={words.rooms} count={rooms?.length} /> },
      ]}
    />
  );
}
