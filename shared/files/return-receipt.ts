import { z } from 'zod';
import { Id } from '../models/id.ts';
import { Moment } from '../models/time.ts';
import { Digest } from './digest.ts';

/** The cloud says that a seat is free again. Signed by the lease key. */
export const ReturnReceiptPayload = z.object({
  cloud: Id,
  machine: Id.describe('key id of the machine that gave it back'),
  machineName: z.string().max(60),
  lease: Id,
  license: z.string().max(140).describe('product and edition in words'),
  proof: Digest.describe('of the proof this answers'),
  freedAt: Moment,
});
export type ReturnReceiptPayload = z.infer<typeof ReturnReceiptPayload>;
