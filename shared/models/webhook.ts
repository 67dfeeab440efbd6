import { z } from 'zod';
import { AuditAction, auditActions, organizationKinds } from './audit.ts';
import { Id } from './id.ts';
import { PersonName } from './person.ts';
import { Moment } from './time.ts';

/** What a webhook is told of: everything of a kind, or one action alone. */
export const WebhookEvent = z.union([z.enum(organizationKinds), AuditAction]);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** Whether a webhook with these events is told of an action. */
export const isWanted = (events: readonly string[], action: AuditAction): boolean =>
  events.includes(action) || events.includes(auditActions[action]);

export const WebhookName = PersonName;
export const WebhookUrl = z.url().max(2_000);

/** Why a webhook is off. `gone`: its receiver answered 410. `failing`: nothing arrived for days. */
export const WebhookOff = z.enum(['by-hand', 'gone', 'failing']);
export type WebhookOff = z.infer<typeof WebhookOff>;

/** `waiting`: for its first try, or the next one. `failed`: given up. */
export const DeliveryState = z.enum(['waiting', 'delivered', 'failed']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** Why there was no answer. */
export const DeliveryTrouble = z.enum([
  'address-refused',
  'unknown-host',
  'unreachable',
  'not-trusted',
  'too-slow',
  'too-large',
  'broken-answer',
]);
export type DeliveryTrouble = z.infer<typeof DeliveryTrouble>;

export const Webhook = z.object({
  id: Id,
  name: z.string(),
  url: z.string(),
  events: z.array(WebhookEvent),
  off: z.object({ why: WebhookOff, at: Moment }).nullable().describe('null: it is on'),
  failingSince: Moment.nullable().describe('the first failure since something arrived'),
  oldSecretUntil: Moment.nullable().describe('so long calls are also signed with the secret of before'),
  createdAt: Moment,
  createdBy: z.string().nullable().describe('null: their account is gone'),
  waiting: z.int().describe('deliveries that are still to be made'),
  lastAt: Moment.nullable().describe('the last try'),
});
export type Webhook = z.infer<typeof Webhook>;

/** A secret is shown once, when it is made. */
export const WebhookWithSecret = Webhook.extend({ secret: z.string().describe('whsec_…, for verifying signatures') });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

export const WebhookDelivery = z.object({
  id: Id.describe('webhook-id of the call, the same at every try'),
  action: z.string(),
  state: DeliveryState,
  createdAt: Moment,
  attempts: z.int(),
  lastAt: Moment.nullable(),
  nextAt: Moment.nullable().describe('the next try'),
  status: z.int().nullable().describe('of the last answer; null: there was none'),
  trouble: DeliveryTrouble.nullable(),
  milliseconds: z.int().nullable(),
  answer: z.string().nullable().describe('how the last answer began'),
  body: z
    .string()
    .nullable()
    .describe('what is sent; null before the first try, or when it named somebody who was deleted'),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
