import { IconPackages } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { FilterField, focusFilter } from '../../parts/filter-field.tsx';
import { ListBody, ListFoot, useChosen } from '../../parts/list-page.tsx';
import { NotYours } from '../../parts/not-yours.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { keyOfPlan, matchesPlan } from '../../state/plan-lines.ts';
import { createResource } from '../../state/resource.ts';
import { useApi, useFresh, useManaged, useNow, useStores, useZone } from '../../state/use.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { ProductsTable } from './products-table.tsx';
import css from './products.module.css';

const words = text.window.products;

/** What the organization has, by product and edition, and how it was used (L7). */
export function ProductsPage({ plan }: { plan: string | undefined }) {
  const managed = useManaged();
  const [, go] = useLocation();
  if (!managed)
    return (
      <NotYours words={words} icon={IconPackages} action={{ label: words.toLicenses, run: () => go('/licenses') }} />
    );
  return <Plans key={managed.organization.id} organization={managed.organization} wanted={plan} />;
}

function Plans({ organization, wanted }: { organization: OrganizationRef; wanted: string | undefined }) {
  const { cloud } = useApi();
  const { explain, now: clock } = useStores();
  const [store] = useState(() =>
    createResource(() => cloud.product.list({ organization: organization.id }), explain, clock),
  );
  const plans = useFresh(store);
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const [, go] = useLocation();
  const [query, setQuery] = useState('');
  const sought = useDeferredValue(query);
  const lines = useMemo(() => (plans.value ?? []).filter((plan) => matchesPlan(sought, plan)), [plans.value, sought]);
  const { chosen, shown, choose, closePanel } = useChosen(lines, (plan, id) => keyOfPlan(plan) === id, wanted);
  return (
    <Page
      title={words.title}
      flush
      actions={<FilterField label={words.filter} className={css.filter} value={query} onChange={setQuery} />}
      panel={
        shown ? (
          <PlanPanel key={keyOfPlan(shown)} organization={organization} plan={shown} onClose={closePanel} />
        ) : undefined
      }
      foot={lines.length > 0 && <ListFoot hints={hints} zone={zone} />}
    >
      <ListBody
        resource={plans}
        count={lines.length}
        query={sought}
        onClearQuery={() => setQuery('')}
        words={words}
        empty={
          <EmptyState
            icon={<IconPackages size={20} stroke={1.75} />}
            title={words.emptyTitle}
            action={{ label: words.toSupport, run: () => go('/support') }}
          >
            {words.emptyBody}
          </EmptyState>
        }
      >
        <ProductsTable
          plans={lines}
          now={now}
          zone={zone}
          selected={chosen === null ? null : keyOfPlan(chosen)}
          onSelect={choose}
          onKey={(key) => key === '/' && focusFilter()}
        />
      </ListBody>
    </Page>
  );
}

const hints = [
  { keys: ['↑', '↓'], does: words.keys.move },
  { keys: ['/'], does: words.keys.filter },
];
