import { Button, SegmentedControl } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeliveryState } from '#shared/models/webhook.ts';
import { text } from '#shared/text/index.ts';
import type { CloudClient } from '../../../api/api.ts';
import { line as icon } from '../../../parts/icons.ts';
import { ErrorState, FailureNote, LoadingState } from '../../../parts/states.tsx';
import type { Resource } from '../../../state/resource.ts';
import { useAction, useApi } from '../../../state/use.tsx';
import { DeliveryItem } from './delivery-item.tsx';
import css from './integrations.module.css';

const words = text.window.integrations.log;

type Page = Awaited<ReturnType<CloudClient['webhook']['deliveries']>>;

interface Older extends Page {
  after: Page;
}

interface DeliveryLogProps {
  organization: string;
  webhook: string;
  /** The newest page. */
  log: Resource<Page> & { refresh: () => Promise<void> };
  state: DeliveryState | null;
  onState: (state: DeliveryState | null) => void;
  onTried: () => Promise<void>;
}

const isState = (value: string): value is DeliveryState => Object.hasOwn(words.states, value);

/** The calls of a webhook, the newest first; each opens to what was sent and what came back. */
export function DeliveryLog({ organization, webhook, log, state, onState, onTried }: DeliveryLogProps) {
  const { cloud } = useApi();
  const [fetched, setFetched] = useState<Older | null>(null);
  // Older pages go on from the newest one: when that is another, they are fetched anew.
  const older = fetched?.after === log.value ? fetched : null;
  const next = older ? older.next : (log.value?.next ?? null);
  const more = useAction(async () => {
    if (next === null || log.value === null) return;
    const page = await cloud.webhook.deliveries({ organization, webhook, cursor: next });
    setFetched({ after: log.value, rows: [...(older?.rows ?? []), ...page.rows], next: page.next });
  });
  if (!log.value)
    return log.failure ? (
      <ErrorState
        failure={log.failure}
        title={words.failed}
        action={{ label: text.window.parts.tryAgain, run: () => void log.refresh() }}
      />
    ) : (
      <LoadingState />
    );
  const all = [...log.value.rows, ...(older?.rows ?? [])];
  const rows = state === null ? all : all.filter((row) => row.state === state);
  return (
    <section className={css.log} aria-label={words.title}>
      <div className={css.logHead}>
        <h3 className={css.subtitle}>{words.title}</h3>
        <Button size="sm" variant="subtle" leftSection={<IconRefresh {...icon} />} onClick={() => void onTried()}>
          {words.refresh}
        </Button>
      </div>
      <SegmentedControl
        aria-label={words.filter}
        value={state ?? 'all'}
        onChange={(value) => onState(isState(value) ? value : null)}
        data={[
          { value: 'all', label: words.all },
          ...Object.entries(words.states).map(([value, label]) => ({ value, label })),
        ]}
      />
      {rows.length === 0 ? (
        <p className={css.panelText}>{all.length === 0 ? words.none : words.noneOf}</p>
      ) : (
        <ul className={css.deliveries}>
          {rows.map((delivery) => (
            <DeliveryItem
              key={delivery.id}
              organization={organization}
              webhook={webhook}
              delivery={delivery}
              onTried={onTried}
            />
          ))}
        </ul>
      )}
      <FailureNote failure={more.failure} />
      {next !== null && (
        <Button loading={more.busy} onClick={() => void more.run()}>
          {words.more}
        </Button>
      )}
    </section>
  );
}
