import type { Role } from '#shared/models/role.ts';
import { day, type Moment } from '#shared/models/time.ts';

/** So long the other side may answer. */
export const offerGoodFor = 7 * day;

/** Why an Owner cannot offer an organization to somebody; null: they can. */
export function offerRefusal({ by, to }: { by: Role; to: Role }): 'not-allowed' | 'not-a-manager' | null {
  if (by !== 'owner') return 'not-allowed';
  return to === 'manager' ? null : 'not-a-manager';
}

export interface OfferFacts {
  expiresAt: Moment;
  /** The role each side has now; null: they are gone. */
  from: Role | null;
  to: Role | null;
}

/** Why an offer that nobody has answered is over all the same; null: it can be answered. */
export function offerEnd({ expiresAt, from, to }: OfferFacts, now: Moment): 'expired' | 'roles-changed' | null {
  if (from !== 'owner' || to !== 'manager') return 'roles-changed';
  return expiresAt <= now ? 'expired' : null;
}

/** What both sides are when it is accepted: as many Owners as before. */
export const rolesAfterHandOver = { from: 'manager', to: 'owner' } as const satisfies Record<string, Role>;
