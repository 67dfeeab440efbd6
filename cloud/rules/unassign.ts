import type { Moment } from '#shared/models/time.ts';
import type { LeaseFacts, LicenseFacts, UserFacts } from './facts.ts';
import { isLapsed, unassignGrace } from './lease-life.ts';
import { hasRight } from './use.ts';

export type LossOfRight = { effect: 'refused' } | { effect: 'grace'; endsAt: Moment };

/**
 * What it does to a seat that its person loses the right to it, whatever the reason: an online one gets the unassign
 * grace (one that runs already is not made longer); an offline one stands in the way for as long as its machine may run.
 */
export function lossOfRight(lease: LeaseFacts, now: Moment): LossOfRight {
  if (lease.mode === 'offline' && !isLapsed(lease, now)) return { effect: 'refused' };
  return { effect: 'grace', endsAt: lease.unassignGraceEndsAt ?? now + unassignGrace };
}

/** What taking an assignment away does to a seat that the person holds: nothing while their role alone gives them the right. */
export function unassignEffect(
  license: Pick<LicenseFacts, 'kind'>,
  role: UserFacts['role'],
  lease: LeaseFacts,
  now: Moment,
): { effect: 'none' } | LossOfRight {
  return hasRight(license, { role, isAssigned: false }) ? { effect: 'none' } : lossOfRight(lease, now);
}
