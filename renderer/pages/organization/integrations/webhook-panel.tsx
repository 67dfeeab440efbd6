import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Webhook } from '#shared/models/webhook.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { SidePanel } from '../../../parts/side-panel.tsx';
import { Tally } from '../../../parts/tally.tsx';
import { toast, toastFailure } from '../../../parts/toast.tsx';
import { createResource } from '../../../state/resource.ts';
import { standingOfWebhook } from '../../../state/integration-lines.ts';
import { useAction, useApi, useResource, useStores, useZone } from '../../../state/use.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { outcomeInWords } from './outcome.ts';
import { WebhookActs } from './webhook-acts.tsx';
import { eventsInWords } from './events.ts';
import css from './integrations.module.css';

const WebhookDialog = lazy(async () => ({ default: (await import('./webhook-dialog.tsx')).WebhookDialog }));
const words = text.window.integrations.hooks;

interface WebhookPanelProps {
  organization: string;
  webhook: Webhook;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

/** One webhook: what it is, what can be done with it, and the calls it made. */
export function WebhookPanel({ organization, webhook, onChanged, onClose }: WebhookPanelProps) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const zone = useZone(organization);
  const [isChanging, change] = useState(false);
  const [state, setState] = useState<'waiting' | 'delivered' | 'failed' | null>(null);
  const { id, name, url, events, off, oldSecretUntil, createdAt, createdBy } = webhook;
  const [store] = useState(() =>
    createResource(() => cloud.webhook.deliveries({ organization, webhook: id }), explain, now),
  );
  const log = useResource(store);
  const both = async () => {
    await Promise.all([log.refresh(), onChanged()]);
  };
  const test = useAction(async () => {
    try {
      const tried = await cloud.webhook.test({ organization, webhook: id });
      const { status, milliseconds } = tried;
      if (tried.state === 'delivered')
        toast({
          tally: 'held',
          icon: 'check',
          title: words.tested,
          message: words.testedBody(status ?? 0, milliseconds ?? 0),
        });
      else toast({ tally: 'ended', title: words.testFailed, message: outcomeInWords(tried) });
    } catch (error) {
      toastFailure(explain(error));
    }
    await both();
  });
  const { tally, icon, word } = standingOfWebhook(webhook);
  return (
    <SidePanel
      label={words.open(name)}
      opened
      onClose={onClose}
      width="30rem"
      head={
        <Tally state={tally} icon={icon} chip>
          {word}
        </Tally>
      }
    >
      <h2 className={css.panelTitle}>{name}</h2>
      <p className={css.address}>{url}</p>
      <p className={css.panelText}>{eventsInWords(events)}</p>
      <p className={css.second}>{words.by(createdBy, dates.day(createdAt, zone))}</p>
      {off && off.why !== 'by-hand' && (
        <p className={css.panelText}>
          {words.off[off.why]} ({dates.dayAndTime(off.at, zone)})
        </p>
      )}
      {oldSecretUntil !== null && (
        <p className={css.panelText}>{words.oldUntil(dates.dayAndTime(oldSecretUntil, zone))}</p>
      )}
      <div className={css.panelActs}>
        <Button size="sm" variant="filled" loading={test.busy} onClick={() => void test.run()}>
          {words.test}
        </Button>
        <Button size="sm" onClick={() => change(true)}>
          {words.change}
        </Button>
        <WebhookActs organization={organization} webhook={webhook} onChanged={both} onRemoved={onClose} />
      </div>
      <DeliveryLog organization={organization} webhook={id} log={log} state={state} onState={setState} onTried={both} />
      <Suspense>
        {isChanging && (
          <WebhookDialog organization={organization} webhook={webhook} onDone={both} onClose={() => change(false)} />
        )}
      </Suspense>
    </SidePanel>
  );
}
