import type { Moment } from '#shared/models/time.ts';
import type { LeaseFacts, LicenseFacts, UserFacts } from './facts.ts';
import { unassignGrace } from './lease-life.ts';
import { hasRight } from './use.ts';

/**
 * What taking an assignment away does to a seat that the person holds: nothing while their role alone gives
 * them the right; an online one gets the unassign grace (one that runs already is not made longer);
 * an offline one stands in the way.
 */
export function unassignEffect(
  license: Pick<LicenseFacts, 'kind'>,
  role: UserFacts['role'],
  lease: LeaseFacts,
  now: Moment,
): { effect: 'none' } | { effect: 'refused' } | { effect: 'grace'; endsAt: Moment } {
  if (hasRight(license, { role, isAssigned: false })) return { effect: 'none' };
  if (lease.mode === 'offline') return { effect: 'refused' };
  return { effect: 'grace', endsAt: lease.unassignGraceEndsAt ?? now + unassignGrace };
}
