import { setTimeout as sleep } from 'node:timers/promises';
import { stepAt, totpCode } from '#cloud/auth/totp.ts';

/** What an authenticator app shows. `ahead`: a code of the steps to come, for no step is good twice. */
export const appCode = (secret: string, ahead = 0) => totpCode(secret, stepAt(Date.now()) + ahead);

/** Waits for the next step where this one is about to end, so that a test and its cloud speak of the same. */
export async function steadyStep(): Promise<void> {
  if (stepAt(Date.now()) !== stepAt(Date.now() + 3_000)) await sleep(3_000);
}
