import { z } from 'zod';
import { Moment } from './time.ts';

/** What an address can be told of. */
export const NotificationKind = z.enum(['licenses', 'offline-leases']);
export type NotificationKind = z.infer<typeof NotificationKind>;

export const NotificationKinds = z.array(NotificationKind).min(1).max(NotificationKind.options.length);

/** The days before an end on which a mail can come, furthest first. */
export const warnDays = [30, 14, 7, 3, 1] as const;

/** From so many days before an end on an address is told. */
export const DaysBefore = z.literal(warnDays);
export type DaysBefore = z.infer<typeof DaysBefore>;

/** An address that is told of an organization; it needs no account. */
export const NotificationAddress = z.object({
  email: z.string(),
  kinds: NotificationKinds,
  daysBefore: DaysBefore,
  addedAt: Moment,
  addedBy: z.string().nullable(),
  unsubscribedAt: Moment.nullable().describe('its owner wants no more; only they can take that back'),
});
export type NotificationAddress = z.infer<typeof NotificationAddress>;

/** What became of one address that was to be added. */
export const AddedAddress = z.object({
  address: z.string().describe('as it was given'),
  verdict: z.enum(['added', 'is-there', 'unsubscribed', 'repeated', 'not-an-address']),
});
export type AddedAddress = z.infer<typeof AddedAddress>;

/** So many addresses an organization can tell. */
export const mostNotified = 200;
