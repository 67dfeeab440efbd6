import type { WebhookDelivery } from '#shared/models/webhook.ts';
import { text } from '#shared/text/index.ts';

const words = text.window.integrations.log;

/** What came of the last try, in a few words; empty before the first. */
export function outcomeInWords({
  status,
  trouble,
  milliseconds,
}: Pick<WebhookDelivery, 'status' | 'trouble' | 'milliseconds'>): string {
  if (trouble !== null) return words.troubles[trouble];
  return status === null ? '' : words.answered(status, milliseconds);
}
