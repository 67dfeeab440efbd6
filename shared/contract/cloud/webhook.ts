import { z } from 'zod';
import { Id } from '../../models/id.ts';
import {
  DeliveryState,
  Webhook,
  WebhookDelivery,
  WebhookEvent,
  WebhookName,
  WebhookUrl,
  WebhookWithSecret,
} from '../../models/webhook.ts';
import { operation } from '../operation.ts';

const ofOrganization = z.object({ organization: Id });
const ofWebhook = ofOrganization.extend({ webhook: Id });
const about = { needs: 'integration.manage', subject: 'organization' } as const;

const events = z.array(WebhookEvent).min(1).max(100);

/** Calls to programs of an organization when something is put on record there (O9); signed as Standard Webhooks are. */
export const webhook = {
  list: operation('Lists the webhooks of an organization', {
    ...about,
    example: 'cloud webhook list --organization O-1',
  })
    .input(ofOrganization)
    .output(z.array(Webhook)),
  create: operation(
    'Makes a webhook; its secret is in this answer, and nowhere else afterwards',
    {
      ...about,
      example:
        'cloud webhook create --organization O-1 --name "Render sync" --url https://hooks.studio.example/greenroom --events licenses,team.invite',
    },
    ['address-refused', 'limit-reached'],
  )
    .input(ofOrganization.extend({ name: WebhookName, url: WebhookUrl, events }))
    .output(WebhookWithSecret),
  update: operation(
    'Changes a webhook, or switches it off or on; what is left out stays',
    { ...about, example: 'cloud webhook update --organization O-1 --webhook W-1 --no-is-on' },
    ['not-found', 'address-refused'],
  )
    .input(
      ofWebhook.extend({
        name: WebhookName.optional(),
        url: WebhookUrl.optional(),
        events: events.optional(),
        isOn: z.boolean().optional().describe('off: what waits is given up, and nothing new is sent'),
      }),
    )
    .output(Webhook),
  remove: operation(
    'Removes a webhook with its deliveries',
    { ...about, example: 'cloud webhook remove --organization O-1 --webhook W-1' },
    ['not-found'],
  )
    .input(ofWebhook)
    .output(z.object({})),
  rotateSecret: operation(
    'Gives a webhook a new secret; for 24 hours calls are signed with the old one, too',
    { ...about, example: 'cloud webhook rotate-secret --organization O-1 --webhook W-1' },
    ['not-found'],
  )
    .input(ofWebhook)
    .output(WebhookWithSecret),
  test: operation(
    'Sends a test call now, and answers how it went; it is not tried again',
    { ...about, example: 'cloud webhook test --organization O-1 --webhook W-1' },
    ['not-found', 'too-many-attempts'],
  )
    .input(ofWebhook)
    .output(WebhookDelivery),
  deliveries: operation(
    'Lists the calls of a webhook of the last 30 days, the newest first',
    { ...about, example: 'cloud webhook deliveries --organization O-1 --webhook W-1 --state failed' },
    ['not-found'],
  )
    .input(
      ofWebhook.extend({
        state: DeliveryState.optional(),
        cursor: z.string().max(100).optional().describe('“next” of the page before'),
        limit: z.int().min(1).max(100).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(WebhookDelivery),
        next: z.string().nullable().describe('where older ones begin; null: there are none'),
      }),
    ),
  redeliver: operation(
    'Sends a call again now, and answers how it went',
    { ...about, example: 'cloud webhook redeliver --organization O-1 --webhook W-1 --delivery D-1' },
    ['not-found', 'conflict', 'too-many-attempts'],
  )
    .input(ofWebhook.extend({ delivery: Id }))
    .output(WebhookDelivery),
};
