import { stepAt, totpCode } from '#cloud/auth/totp.ts';

/** What an authenticator app shows. `ahead`: a code of the steps to come, for no step is good twice. */
export const appCode = (secret: string, ahead = 0) => totpCode(secret, stepAt(Date.now()) + ahead);
