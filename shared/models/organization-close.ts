import { z } from 'zod';
import { Id } from './id.ts';
import { Moment } from './time.ts';

/** An offline lease that runs on after its organization is closed, until its signed end. */
export const OfflineLeaseOut = z.object({
  lease: Id,
  license: z.string().describe('product and edition in words'),
  machine: z.string(),
  person: z.string().nullable(),
  endsAt: Moment,
});
export type OfflineLeaseOut = z.infer<typeof OfflineLeaseOut>;

/** What closing an organization ends. */
export const ClosePreview = z.object({
  name: z.string().describe('to be typed'),
  people: z.int().describe('who lose it'),
  licenses: z.int().describe('that nobody can use any more'),
  online: z.object({
    leases: z.int(),
    machines: z.array(z.string()).max(20).describe('some of those that are told at their next heartbeat'),
  }),
  offline: z.array(OfflineLeaseOut).describe('soonest end first'),
  invitations: z.int(),
  rooms: z.int().describe('room codes that end'),
  apiKeys: z.int(),
  webhooks: z.int(),
  notifications: z.int().describe('addresses that are told no more'),
  reopenUntil: Moment.describe('the vendor can open it again until then'),
});
export type ClosePreview = z.infer<typeof ClosePreview>;
