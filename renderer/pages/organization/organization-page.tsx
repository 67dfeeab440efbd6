import { SegmentedControl } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { useManaged, useWho } from '../../state/use.tsx';
import { AuditTab } from './audit-tab.tsx';
import { DetailsTab } from './details-tab.tsx';

const words = text.window.organization;

/** The organization itself, for its managers: what it is, and everything that was done in it. */
export function OrganizationPage({ show }: { show: string | undefined }) {
  const managed = useManaged();
  if (!managed) return <NotYours />;
  const tab = show === 'audit' ? 'audit' : 'details';
  const { organization, role } = managed;
  const tabs = <Tabs tab={tab} />;
  return tab === 'audit' ? (
    <AuditTab key={organization.id} organization={organization} tabs={tabs} />
  ) : (
    <DetailsTab key={organization.id} organization={organization} role={role} tabs={tabs} />
  );
}

function Tabs({ tab }: { tab: 'details' | 'audit' }) {
  const [, go] = useLocation();
  return (
    <SegmentedControl
      aria-label={words.tabs}
      value={tab}
      onChange={(chosen) => go(chosen === 'audit' ? '/organization/audit' : '/organization')}
      data={[
        { value: 'details', label: words.details },
        { value: 'audit', label: words.audit },
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
        icon={<IconBuilding size={20} stroke={1.75} />}
        title={words.notYoursTitle(name)}
        action={{ label: words.toOverview, run: () => go('/overview') }}
      >
        {words.notYoursBody}
      </EmptyState>
    </Page>
  );
}
