import { Button } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { Webhook } from '#shared/models/webhook.ts';
import { text } from '#shared/text/index.ts';
import { EmptyState } from '../../../parts/states.tsx';
import { WebhookRow } from './webhook-row.tsx';
import css from './integrations.module.css';

const WebhookDialog = lazy(async () => ({ default: (await import('./webhook-dialog.tsx')).WebhookDialog }));
const words = text.window.integrations.hooks;

interface WebhooksSectionProps {
  organization: string;
  webhooks: readonly Webhook[];
  chosen: string | null;
  onChoose: (id: string) => void;
  onChanged: () => Promise<void>;
}

/** The webhooks of an organization; one that is chosen shows its calls. */
export function WebhooksSection({ organization, webhooks, chosen, onChoose, onChanged }: WebhooksSectionProps) {
  const [isMaking, make] = useState(false);
  return (
    <section className={css.section} aria-label={words.title}>
      <header className={css.head}>
        <div>
          <h2 className={css.title}>{words.title}</h2>
          <p className={css.lead}>{words.lead}</p>
        </div>
        {webhooks.length > 0 && <Button onClick={() => make(true)}>{words.make}</Button>}
      </header>
      {webhooks.length === 0 ? (
        <EmptyState
          icon={<IconWebhook size={20} stroke={1.75} />}
          title={words.emptyTitle}
          action={{ label: words.make, run: () => make(true) }}
        >
          {words.emptyBody}
        </EmptyState>
      ) : (
        <ul className={css.rows}>
          {webhooks.map((webhook) => (
            <WebhookRow
              key={webhook.id}
              webhook={webhook}
              organization={organization}
              isChosen={webhook.id === chosen}
              onChoose={() => onChoose(webhook.id)}
            />
          ))}
        </ul>
      )}
      <Suspense>
        {isMaking && (
          <WebhookDialog
            organization={organization}
            webhook={null}
            onDone={onChanged}
            onMade={onChoose}
            onClose={() => make(false)}
          />
        )}
      </Suspense>
    </section>
  );
}
