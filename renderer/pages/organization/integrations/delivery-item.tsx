import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { WebhookDelivery } from '#shared/models/webhook.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../../parts/copy.tsx';
import { line as icon } from '../../../parts/icons.ts';
import { Facts } from '../../../parts/facts.tsx';
import { PlainText } from '../../../parts/plain-text.tsx';
import { Tally } from '../../../parts/tally.tsx';
import { toast, toastFailure } from '../../../parts/toast.tsx';
import { standingOfDelivery } from '../../../state/integration-lines.ts';
import { useAction, useApi, useStores, useZone } from '../../../state/use.tsx';
import { outcomeInWords } from './outcome.ts';
import css from './integrations.module.css';

const words = text.window.integrations.log;

interface DeliveryItemProps {
  organization: string;
  webhook: string;
  delivery: WebhookDelivery;
  onTried: () => Promise<void>;
}

/** One call: how it went, and inside, what was sent and what came back. */
export function DeliveryItem({ organization, webhook, delivery, onTried }: DeliveryItemProps) {
  const { cloud } = useApi();
  const { explain } = useStores();
  const zone = useZone(organization);
  const { id, action, createdAt, attempts, lastAt, nextAt, body, answer, status } = delivery;
  const { tally, icon: shape, word } = standingOfDelivery(delivery);
  const outcome = outcomeInWords(delivery);
  const [isOpen, open] = useState(false);
  const inside = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const again = useAction(async () => {
    try {
      const tried = await cloud.webhook.redeliver({ organization, webhook, delivery: id });
      toast(
        tried.state === 'delivered'
          ? { tally: 'held', icon: 'check', title: words.redelivered, message: outcomeInWords(tried) }
          : { tally: 'ended', title: words.notRedelivered, message: outcomeInWords(tried) },
      );
    } catch (error) {
      toastFailure(explain(error));
    }
    await onTried();
  });
  return (
    <li>
      <UnstyledButton
        className={css.delivery}
        aria-expanded={isOpen}
        aria-controls={isOpen ? inside : undefined}
        onClick={() => open(!isOpen)}
      >
        <Chevron {...icon} />
        <span className={css.text}>
          <span className={css.action}>{action}</span>
          <span className={css.second}>{dates.dayAndTime(createdAt, zone)}</span>
        </span>
        <span className={css.outcome}>
          <Tally state={tally} icon={shape}>
            {word}
          </Tally>
          <span className={css.second}>{outcome}</span>
        </span>
      </UnstyledButton>
      {isOpen && (
        <div className={css.inside} id={inside}>
          <Facts
            facts={[
              { label: words.id, value: <CopyCode value={id} /> },
              { label: words.tries, value: words.attempts(attempts) },
              ...(outcome === '' ? [] : [{ label: words.status, value: outcome }]),
              ...(lastAt === null ? [] : [{ label: words.last, value: dates.full(lastAt, zone) }]),
              ...(nextAt === null ? [] : [{ label: words.next, value: dates.full(nextAt, zone) }]),
            ]}
          />
          {body !== null && (
            <div>
              <div className={css.label}>{words.body}</div>
              <PlainText label={words.body} value={readable(body)} />
            </div>
          )}
          {status !== null && (
            <div>
              <div className={css.label}>{words.answer}</div>
              <PlainText label={words.answer} value={answer === null || answer === '' ? words.emptyAnswer : answer} />
            </div>
          )}
          <div>
            <Button size="sm" loading={again.busy} onClick={() => void again.run()}>
              {words.redeliver}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

/** The same JSON over several lines. */
const readable = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);
