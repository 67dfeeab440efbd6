import { z } from 'zod';
import { Service } from './catalogue.ts';
import { Moment } from './time.ts';

/** What a licensed program learns when it asks whether it may run here. `licensed` and `grace` may run; only `licensed` may start. */
export const CheckResult = z.object({
  verdict: z.enum(['licensed', 'grace', 'ended', 'not-licensed', 'refused', 'clock-needs-attention']),
  product: z.string(),
  edition: z.string().nullable(),
  services: z.array(Service),
  organization: z.string().nullable(),
  person: z.string().nullable(),
  leaseEndsAt: Moment.nullable(),
  licenseEndsAt: Moment.nullable(),
  refusal: z.string().nullable().describe('why the file was refused'),
  file: z.string().nullable().describe('the license file that was read'),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** Exit codes of `greenroom check`. */
export const checkExit = {
  licensed: 0,
  grace: 10,
  ended: 11,
  'not-licensed': 12,
  refused: 13,
  'clock-needs-attention': 14,
} as const satisfies Record<CheckResult['verdict'], number>;
