import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { OrganizationRef } from '#shared/models/person.ts';
import type { PlanUse } from '#shared/models/product-use.ts';
import { text } from '#shared/text/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { line as icon } from '../../parts/icons.ts';
import { PanelHead } from '../../parts/panel-head.tsx';
import { ProductGlyph } from '../../parts/product-glyph.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { usedOf } from '../../state/plan-lines.ts';
import { PlanAssignees } from './plan-assignees.tsx';
import { PlanLicenses } from './plan-licenses.tsx';
import { Usage } from './usage.tsx';

const words = text.window.products;

interface PlanPanelProps {
  organization: OrganizationRef;
  plan: PlanUse;
  onClose: () => void;
}

/** One product and edition: how it was used, its licenses by their end, its people. */
export function PlanPanel({ organization, plan, onClose }: PlanPanelProps) {
  const [, go] = useLocation();
  const { product, edition } = plan;
  const of = { organization: organization.id, product: product.id, edition: edition.id };
  const address = new URLSearchParams({ product: product.id, edition: edition.id });
  return (
    <SidePanel
      label={`${product.name} ${edition.name}`}
      opened
      onClose={onClose}
      foot={
        <Button leftSection={<IconKey {...icon} />} onClick={() => go(`/licenses?${address}`)}>
          {words.showLicenses}
        </Button>
      }
    >
      <PanelHead picture={<ProductGlyph glyph={product.glyph} big />} title={edition.name}>
        {product.name}
      </PanelHead>
      <Usage of={of} />
      <Facts
        facts={[
          { label: words.facts.seats, value: plan.seats.toLocaleString('en') },
          {
            label: words.facts.inUse,
            value: `${usedOf(plan).toLocaleString('en')}: ${words.facts.modes(plan.inUse.online, plan.inUse.offline)}`,
          },
          { label: words.facts.people, value: words.people(plan.assignees) },
          ...(plan.over > 0 ? [{ label: words.facts.over, value: words.licenses(plan.over) }] : []),
        ]}
      />
      <PlanLicenses of={of} />
      <PlanAssignees of={of} />
    </SidePanel>
  );
}
