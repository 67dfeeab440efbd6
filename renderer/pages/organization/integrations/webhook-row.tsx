import { UnstyledButton } from '@mantine/core';
import type { Webhook } from '#shared/models/webhook.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Tally } from '../../../parts/tally.tsx';
import { standingOfWebhook } from '../../../state/integration-lines.ts';
import { useNow, useZone } from '../../../state/use.tsx';
import { eventsInWords } from './events.ts';
import css from './integrations.module.css';

const words = text.window.integrations.hooks;

interface WebhookRowProps {
  webhook: Webhook;
  organization: string;
  isChosen: boolean;
  onChoose: () => void;
}

/** One webhook: where it calls, what it is told of, and whether it arrives. */
export function WebhookRow({ webhook, organization, isChosen, onChoose }: WebhookRowProps) {
  const zone = useZone(organization);
  const now = useNow(60_000);
  const { name, url, events, lastAt, failingSince, off } = webhook;
  const { tally, icon, word } = standingOfWebhook(webhook);
  const second = off
    ? dates.relative(off.at, now, zone)
    : failingSince !== null
      ? words.since(dates.relative(failingSince, now, zone))
      : lastAt === null
        ? words.never
        : words.last(dates.relative(lastAt, now, zone));
  return (
    <li>
      <UnstyledButton
        className={css.rowButton}
        onClick={onChoose}
        aria-pressed={isChosen}
        aria-label={words.open(name)}
      >
        <span className={css.text}>
          <span className={css.name}>{name}</span>
          <span className={css.address}>{url}</span>
        </span>
        <span className={css.text}>
          <span>{eventsInWords(events)}</span>
        </span>
        <span className={css.state}>
          <Tally state={tally} icon={icon}>
            {word}
          </Tally>
          <span className={css.second}>{second}</span>
        </span>
      </UnstyledButton>
    </li>
  );
}
