import { auditActions, organizationKinds } from '#shared/models/audit.ts';
import type { WebhookEvent } from '#shared/models/webhook.ts';
import { text } from '#shared/text/index.ts';
import { inWords } from '../../../shell/palette/fields.ts';

type Kind = (typeof organizationKinds)[number];
export const isKind = (event: string): event is Kind => (organizationKinds as readonly string[]).includes(event);

/** An action as people choose it: Team: set role. */
export const actionInWords = (action: string): string => {
  const [noun = '', verb = ''] = action.split('.');
  return `${inWords(noun)}: ${inWords(verb.replaceAll('-', ' ')).toLowerCase()}`;
};

/** What a webhook is told of, kinds first. */
export const eventsInWords = (events: readonly WebhookEvent[]): string =>
  [
    ...organizationKinds.filter((kind) => events.includes(kind)).map((kind) => text.audit.kinds[kind]),
    ...events.filter((event) => !isKind(event)).map(actionInWords),
  ].join(', ');

/** Everything that an organization has on record, action by action. */
export const organizationActions = Object.entries(auditActions)
  .filter(([, kind]) => isKind(kind))
  .map(([action, kind]) => ({ action: action as WebhookEvent, kind: kind as Kind }));
