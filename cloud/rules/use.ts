import type { Availability } from '#shared/models/license.ts';
import { may } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import type { LicenseFacts, UserFacts } from './facts.ts';

/** Where a license is in its life. Revoked outranks everything: it never comes back. */
export function phase(
  license: Pick<LicenseFacts, 'startsAt' | 'endsAt' | 'revokedAt'>,
  now: Moment,
): 'running' | 'not-started' | 'ended' | 'revoked' {
  if (license.revokedAt !== null) return 'revoked';
  if (license.endsAt !== null && license.endsAt <= now) return 'ended';
  return license.startsAt > now ? 'not-started' : 'running';
}

/** Whether a person has the right to a seat: assigned to the license, or it floats and their role takes floating ones. */
export function hasRight(license: Pick<LicenseFacts, 'kind'>, user: UserFacts): boolean {
  return user.isAssigned || (license.kind === 'floating' && may(user.role, 'license.take-floating'));
}

/** Why a person may not take a seat right now; `free` when they may. */
export function availability(license: LicenseFacts, user: UserFacts, takenSeats: number, now: Moment): Availability {
  const current = phase(license, now);
  if (current !== 'running') return current;
  if (!hasRight(license, user)) return 'not-assigned';
  return takenSeats >= license.seats ? 'in-use' : 'free';
}
