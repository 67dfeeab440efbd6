import { z } from 'zod';
import { Id, Slug } from '../models/id.ts';
import { OfflineLength } from '../models/offline.ts';
import { day, Moment } from '../models/time.ts';
import { Digest } from './digest.ts';
import { MachineIntroduction } from './machine-introduction.ts';

/** How long a request may be carried about before it must be made anew. */
export const requestLife = 30 * day;

export const RequestId = z.string().regex(/^[0-9a-f]{32}$/);

/** What a machine without a network asks for. Signed by the machine; several may be open at once (F2). */
export const LicenseRequestPayload = z.object({
  cloud: Id,
  request: RequestId.describe('128 random bits: answered once and for ever with the same bytes'),
  purpose: z.enum(['activate', 'renew', 'repair']),
  machine: MachineIntroduction,
  counter: z.int().min(1),
  applied: z
    .object({ sequence: z.int().min(1), digest: Digest })
    .nullable()
    .describe('the last license applied: an acknowledgement, and how a fork shows'),
  wanted: z
    .object({ product: Slug, edition: Slug.nullable(), days: OfflineLength.optional() })
    .nullable()
    .describe('null: whoever answers chooses'),
  madeAt: Moment.describe('by the machine’s own clock'),
  uptime: z.int().min(0).describe('milliseconds since boot'),
  useBy: Moment,
});
export type LicenseRequestPayload = z.infer<typeof LicenseRequestPayload>;
