import { SegmentedControl } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { NotYours } from '../../parts/not-yours.tsx';
import { useManaged } from '../../state/use.tsx';
import { AuditTab } from './audit-tab.tsx';
import { DetailsTab } from './details-tab.tsx';

const words = text.window.organization;

/** The organization itself, for its managers: what it is, and everything that was done in it. */
export function OrganizationPage({ show }: { show: string | undefined }) {
  const managed = useManaged();
  const [, go] = useLocation();
  if (!managed)
    return (
      <NotYours words={words} icon={IconBuilding} action={{ label: words.toOverview, run: () => go('/overview') }} />
    );
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
