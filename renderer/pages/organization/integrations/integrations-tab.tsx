import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { Page } from '../../../parts/page.tsx';
import { ErrorState, LoadingState } from '../../../parts/states.tsx';
import { createResource } from '../../../state/resource.ts';
import { useApi, useResource, useStores } from '../../../state/use.tsx';
import type { TabProps } from '../tab.ts';
import { HowTo } from './how-to.tsx';
import { KeysSection } from './keys-section.tsx';
import { WebhookPanel } from './webhook-panel.tsx';
import { WebhooksSection } from './webhooks-section.tsx';
import css from './integrations.module.css';

const words = text.window.integrations;

/** What speaks to the organization, and what it speaks to: API keys and webhooks (O9). */
export function IntegrationsTab({ organization, tabs }: TabProps) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const { id } = organization;
  const [store] = useState(() =>
    createResource(
      async () => {
        const [keys, webhooks] = await Promise.all([
          cloud.apiKey.list({ organization: id }),
          cloud.webhook.list({ organization: id }),
        ]);
        return { keys, webhooks };
      },
      explain,
      now,
    ),
  );
  const { value, failure, phase, refresh } = useResource(store);
  const [chosen, choose] = useState<string | null>(null);
  const shown = value?.webhooks.find((webhook) => webhook.id === chosen) ?? null;
  return (
    <Page
      title={text.window.organization.title}
      beside={tabs}
      panel={
        shown ? (
          <WebhookPanel
            key={shown.id}
            organization={id}
            webhook={shown}
            onChanged={refresh}
            onClose={() => choose(null)}
          />
        ) : undefined
      }
    >
      {value ? (
        <div className={css.page}>
          <KeysSection organization={id} keys={value.keys} onChanged={refresh} />
          <WebhooksSection
            organization={id}
            webhooks={value.webhooks}
            chosen={chosen}
            onChoose={choose}
            onChanged={refresh}
          />
          <HowTo organization={id} />
        </div>
      ) : failure ? (
        <ErrorState
          failure={failure}
          title={words.failed}
          action={{ label: text.window.parts.tryAgain, run: () => void refresh(), busy: phase === 'loading' }}
        />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}
