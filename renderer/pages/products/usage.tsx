import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { text } from '#shared/text/index.ts';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import { createResource } from '../../state/resource.ts';
import { useApi, useResource, useStores } from '../../state/use.tsx';
import { UsageChart } from './usage-chart.tsx';
import css from './products.module.css';

const words = text.window.products.usage;
const spans = [30, 90, 365] as const;

/** Which product and edition of which organization. */
export interface OfPlan {
  organization: string;
  product: string;
  edition: string;
}

/** The most seats in use at once, day by day. */
export function Usage({ of }: { of: OfPlan }) {
  const [days, setDays] = useState<(typeof spans)[number]>(90);
  return (
    <section className={css.section}>
      <h3 className={css.sectionTitle}>{words.title}</h3>
      <SegmentedControl
        size="xs"
        fullWidth
        className={css.span}
        aria-label={words.span}
        value={String(days)}
        onChange={(chosen) => setDays(spans.find((span) => String(span) === chosen) ?? 90)}
        data={spans.map((span) => ({ value: String(span), label: words.days(span) }))}
      />
      <Days of={of} days={days} />
    </section>
  );
}

function Days({ of, days }: { of: OfPlan; days: number }) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const { organization, product, edition } = of;
  const store = useMemo(
    () => createResource(() => cloud.product.usage({ organization, product, edition, days }), explain, now),
    [cloud, organization, product, edition, days, explain, now],
  );
  const { value, failure, refresh } = useResource(store);
  if (value) return <UsageChart days={value.days} />;
  if (!failure) return <LoadingState />;
  const again = { label: text.window.parts.tryAgain, run: () => void refresh() };
  return <ErrorState failure={failure} title={words.failed} action={again} />;
}
