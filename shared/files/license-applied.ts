import { z } from 'zod';
import { Id } from '../models/id.ts';
import { Moment } from '../models/time.ts';
import { Digest } from './digest.ts';
import { RequestId } from './license-request.ts';
import { MachineIntroduction } from './machine-introduction.ts';

/** Who signed, where only name and key matter. */
export const MachineSignature = MachineIntroduction.pick({ publicKey: true, name: true });

/** A machine says that it uses a license. Rides in its next request, or is carried alone (F5). */
export const LicenseAppliedPayload = z.object({
  cloud: Id,
  machine: MachineSignature,
  request: RequestId.nullable().describe('the request that was answered; null: the license came without one'),
  sequence: z.int().min(1),
  digest: Digest,
  appliedAt: Moment,
  counter: z.int().min(1),
});
export type LicenseAppliedPayload = z.infer<typeof LicenseAppliedPayload>;
