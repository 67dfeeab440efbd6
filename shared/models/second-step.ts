import { z } from 'zod';
import { Moment } from './time.ts';

/** Where the code of a second step comes from: an authenticator app, a mail, or the list of recovery codes (A5). */
export const SecondStepMethod = z.enum(['totp', 'mail', 'recovery']);
export type SecondStepMethod = z.infer<typeof SecondStepMethod>;

/** As typed or pasted: spaces, hyphens and small letters are all right. */
export const SecondStepCode = z.string().trim().min(1).max(40);

/** Opaque; of one sign-in, good for ten minutes, five wrong codes, and once. */
export const Challenge = z.string().min(1).max(100);

/** The password was right, and nobody is signed in yet. */
export const SecondStep = z.object({
  state: z.literal('second-step'),
  challenge: Challenge,
  methods: z.array(SecondStepMethod).describe('the one that is asked for first comes first'),
  expiresAt: Moment,
});
export type SecondStep = z.infer<typeof SecondStep>;

/** Which of the methods a code that was typed without more words is of: apps and mails give six digits. */
export function methodOf(code: string, methods: readonly SecondStepMethod[]): SecondStepMethod {
  const isSixDigits = /^\d{6}$/.test(code.replaceAll(/\s/g, ''));
  return (isSixDigits && methods.find((method) => method !== 'recovery')) || 'recovery';
}
