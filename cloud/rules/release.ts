import type { Overlaps, Releasable } from '#shared/models/license.ts';
import { may, type Role } from '#shared/models/role.ts';
import { day, type Moment } from '#shared/models/time.ts';
import type { LeaseFacts } from './facts.ts';

/** Overlaps that people caused count this long towards the limit of their license. */
export const overlapWindow = 30 * day;

/** Who may free this seat from another machine: the person whose seat it is, a Manager, or nobody. An offline one: nobody. */
export function releasable(lease: Pick<LeaseFacts, 'mode' | 'personId'>, me: { id: string; role: Role }): Releasable {
  if (lease.mode === 'offline') return 'no';
  if (lease.personId === me.id) return 'own';
  return may(me.role, 'license.force-release') ? 'force' : 'no';
}

/** An overlap that somebody caused and whose machine has not confirmed that it stopped. */
export interface OverlapFacts {
  fromAt: Moment;
}

/** The overlaps that count now, and whether one more is allowed; if not, when the next one will be. */
export function overlapRoom(
  overlaps: readonly OverlapFacts[],
  limit: number,
  now: Moment,
): Overlaps & { freeAt: Moment | null } {
  const counted = overlaps
    .map((overlap) => overlap.fromAt)
    .filter((fromAt) => fromAt > now - overlapWindow)
    .toSorted((a, b) => a - b);
  const last = counted[counted.length - limit];
  return {
    count: counted.length,
    limit,
    freeAt: counted.length < limit ? null : (last ?? now) + overlapWindow,
  };
}
