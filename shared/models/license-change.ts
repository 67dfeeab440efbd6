import { z } from 'zod';
import { Id } from './id.ts';
import { Person } from './person.ts';
import { Moment } from './time.ts';

/** What is done with many licenses at once. */
export const LicenseAct = z.enum(['unassign', 'assign', 'release']);
export type LicenseAct = z.infer<typeof LicenseAct>;

/** Why nothing changes, or may not. */
export const ChangeReason = z.enum([
  'already-assigned',
  'not-assigned',
  'no-seat-in-use',
  'seat-is-offline',
  'overlap-limit',
  'license-ended',
  'license-revoked',
  'not-allowed',
]);
export type ChangeReason = z.infer<typeof ChangeReason>;

/** What happens, or happened, to one license and one person or seat of it. */
export const LicenseChange = z.object({
  license: Id,
  name: z.string().describe('product and edition'),
  person: Person.nullable(),
  machine: z.string().nullable(),
  outcome: z.enum(['done', 'grace', 'nothing', 'refused']).describe('grace: the seat may be used on until the moment'),
  why: ChangeReason.nullable(),
  until: Moment.nullable().describe(
    'end of the grace, or of what stands in the way, or until when a machine may run on',
  ),
});
export type LicenseChange = z.infer<typeof LicenseChange>;
