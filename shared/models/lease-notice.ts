import { z } from 'zod';
import { Id } from './id.ts';
import { Moment } from './time.ts';

/** Why a machine no longer holds a seat it held. Told once, in the signed answer to its next heartbeat. */
export const LeaseEnd = z.enum([
  'returned',
  'released',
  'unassigned',
  'lapsed',
  'license-ended',
  'license-revoked',
  'machine-barred',
  'organization-closed',
]);
export type LeaseEnd = z.infer<typeof LeaseEnd>;

export const LeaseNotice = z.object({
  lease: Id,
  license: z.string().describe('product and edition in words'),
  reason: LeaseEnd,
  by: z.string().nullable().describe('the name of the person who did it'),
  at: Moment,
});
export type LeaseNotice = z.infer<typeof LeaseNotice>;
