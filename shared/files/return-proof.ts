import { z } from 'zod';
import { Id } from '../models/id.ts';
import { Moment } from '../models/time.ts';
import { Digest } from './digest.ts';
import { MachineSignature } from './license-applied.ts';

/** A machine proves that it no longer runs on a lease. Written only after the lease was made unusable there (F7). */
export const ReturnProofPayload = z.object({
  cloud: Id,
  machine: MachineSignature,
  lease: Id,
  license: z.string().max(140).describe('product and edition in words'),
  sequence: z.int().min(1).describe('of the license file that held the lease'),
  digest: Digest.describe('of that license file'),
  lastUsedAt: Moment.nullable().describe('when the lease was last seen to hold; null: never'),
  returnedAt: Moment,
  counter: z.int().min(1),
});
export type ReturnProofPayload = z.infer<typeof ReturnProofPayload>;
