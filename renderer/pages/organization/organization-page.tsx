import { SegmentedControl } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { NotYours } from '../../parts/not-yours.tsx';
import { useManaged } from '../../state/use.tsx';
import { DetailsTab } from './details-tab.tsx';
import type { TabProps } from './tab.ts';

const words = text.window.organization;

/** By the word in the address. The first is shown where there is none. */
const tabs: Record<keyof typeof words.tab, ComponentType<TabProps>> = {
  details: DetailsTab,
  notifications: lazy(async () => ({
    default: (await import('./notifications/notifications-tab.tsx')).NotificationsTab,
  })),
  'sign-on': lazy(async () => ({ default: (await import('./sign-on/sign-on-tab.tsx')).SignOnTab })),
  integrations: lazy(async () => ({ default: (await import('./integrations/integrations-tab.tsx')).IntegrationsTab })),
  audit: lazy(async () => ({ default: (await import('./audit-tab.tsx')).AuditTab })),
};
type Tab = keyof typeof tabs;
const isTab = (word: string): word is Tab => Object.hasOwn(tabs, word);

/** The organization itself, for its managers: what it is, whom it tells, what speaks to it, and what was done in it. */
export function OrganizationPage({ show = 'details' }: { show: string | undefined }) {
  const managed = useManaged();
  const [, go] = useLocation();
  if (!managed)
    return (
      <NotYours words={words} icon={IconBuilding} action={{ label: words.toOverview, run: () => go('/overview') }} />
    );
  const tab = isTab(show) ? show : 'details';
  const { organization, role } = managed;
  const Shown = tabs[tab];
  return <Shown key={organization.id} organization={organization} role={role} tabs={<Tabs tab={tab} />} />;
}

function Tabs({ tab }: { tab: Tab }) {
  const [, go] = useLocation();
  return (
    <SegmentedControl
      aria-label={words.tabs}
      value={tab}
      onChange={(chosen) => go(chosen === 'details' ? '/organization' : `/organization/${chosen}`)}
      data={Object.entries(words.tab).map(([value, label]) => ({ value, label }))}
    />
  );
}
