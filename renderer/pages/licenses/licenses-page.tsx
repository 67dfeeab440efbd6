import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { may } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { Counted } from '../../parts/counted.tsx';
import { LoadingState } from '../../parts/states.tsx';
import { useLicenses, useWho } from '../../state/use.tsx';
import { isManagedView } from './managed/use-view.ts';
import { MyLicenses } from './my-licenses.tsx';

const ManagedLicenses = lazy(async () => ({
  default: (await import('./managed/managed-licenses.tsx')).ManagedLicenses,
}));
const words = text.window.licenses;

/** My licenses; for whoever manages an organization also all of its. `license`: the one another page leads to. */
export function LicensesPage({ license }: { license?: string | undefined }) {
  const current = useWho()?.current ?? null;
  const [params] = useSearchParams();
  const managed = current && may(current.role, 'license.view-all') ? current.organization : null;
  if (!managed) return <MyLicenses license={license} />;
  const isAll = license !== undefined || isManagedView(params);
  const tabs = <Whose isAll={isAll} />;
  return isAll ? (
    <Suspense fallback={<LoadingState />}>
      <ManagedLicenses key={managed.id} organization={managed} license={license} tabs={tabs} />
    </Suspense>
  ) : (
    <MyLicenses tabs={tabs} />
  );
}

function Whose({ isAll }: { isAll: boolean }) {
  const [, go] = useLocation();
  const mine = useLicenses('mine').value?.total;
  return (
    <SegmentedControl
      aria-label={words.scope}
      value={isAll ? 'all' : 'mine'}
      onChange={(chosen) => go(chosen === 'all' ? '/licenses?list=all' : '/licenses')}
      data={[
        { value: 'mine', label: <Counted label={words.mine} count={mine} /> },
        { value: 'all', label: words.allOfOne },
      ]}
    />
  );
}
