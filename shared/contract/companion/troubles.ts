import type { ErrorCode } from '../../errors.ts';

/** What may come between this machine and its cloud. */
export const cloudTroubles = [
  'cloud-unreachable',
  'cloud-untrusted-tls',
  'proxy-failed',
  'not-a-greenroom-cloud',
  'cloud-changed',
  'answer-refused',
] as const satisfies ErrorCode[];

/** What may come between a person and a place to keep their token. */
export const signInTroubles = ['secret-store-locked', 'secret-store-needs-consent'] as const satisfies ErrorCode[];

/** What may come between this machine and what it keeps in its own folder. */
export const stateTroubles = ['state-not-writable', 'disk-full', 'identity-wiped'] as const satisfies ErrorCode[];
