import type { ApiKey } from '#shared/models/api-key.ts';
import type { Webhook, WebhookDelivery } from '#shared/models/webhook.ts';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import { text } from '#shared/text/index.ts';
import type { Standing } from './tally.ts';

const { keys, hooks, log } = text.window.integrations;

/** The tally of an API key. */
export function standingOfKey({ expiresAt, isWeaker }: ApiKey, now: number): Standing {
  if (expiresAt !== null && expiresAt <= now) return { tally: 'ended', word: keys.standing.ended };
  if (isWeaker) return { tally: 'soon', word: keys.standing.weaker };
  if (endsSoon(expiresAt, now)) return { tally: 'soon', word: keys.standing.soon };
  return { tally: 'held', icon: 'check', word: keys.standing.good };
}

/** The tally of a webhook. */
export function standingOfWebhook({ off, failingSince }: Webhook): Standing {
  if (off?.why === 'by-hand') return { tally: 'free', word: hooks.standing.off };
  if (off) return { tally: 'ended', word: hooks.standing.ended };
  if (failingSince !== null) return { tally: 'soon', word: hooks.standing.failing };
  return { tally: 'held', icon: 'check', word: hooks.standing.on };
}

/** The tally of a call of a webhook. */
export function standingOfDelivery({ state, attempts }: WebhookDelivery): Standing {
  if (state === 'delivered') return { tally: 'held', icon: 'check', word: log.states.delivered };
  if (state === 'failed') return { tally: 'ended', word: log.states.failed };
  return attempts === 0
    ? { tally: 'free', word: log.states.waiting }
    : { tally: 'soon', icon: 'again', word: log.again };
}
