import { hour, type Moment } from '../models/time.ts';
import type { HeldLease } from '../models/status.ts';
import type { SignedLease } from './license.ts';

export type Standing = HeldLease['standing'];

/** When a running program has to finish: the end of the lease, and of the lease grace where there is one. */
export const graceEndsAt = (lease: Pick<SignedLease, 'leaseEndsAt' | 'graceHours'>): Moment =>
  lease.leaseEndsAt + lease.graceHours * hour;

/** The verdict on a lease at a moment of trusted time. */
export function standingOf(
  lease: Pick<SignedLease, 'leaseEndsAt' | 'graceHours' | 'unassignGraceEndsAt'>,
  now: Moment,
): Standing {
  if (now < lease.leaseEndsAt) return lease.unassignGraceEndsAt === null ? 'valid' : 'unassign-grace';
  return now < graceEndsAt(lease) ? 'lease-grace' : 'ended';
}
