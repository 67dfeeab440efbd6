import { IconWebhook } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { Webhook } from '#shared/models/webhook.ts';
import { text } from '#shared/text/index.ts';
import { Section } from './section.tsx';
import { WebhookRow } from './webhook-row.tsx';

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
    <Section
      words={words}
      icon={<IconWebhook size={20} stroke={1.75} />}
      rows={webhooks.map((webhook) => (
        <WebhookRow
          key={webhook.id}
          webhook={webhook}
          organization={organization}
          isChosen={webhook.id === chosen}
          onChoose={() => onChoose(webhook.id)}
        />
      ))}
      onMake={() => make(true)}
    >
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
    </Section>
  );
}
