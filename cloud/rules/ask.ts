import type { Availability } from '#shared/models/license.ts';
import type { Person } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';

/** Whom to ask when a license cannot be taken: an Owner where it takes buying, else a Manager. Never oneself. */
export function whomToAsk(
  leaders: readonly { person: Person; role: Role }[],
  me: string,
  state: Availability,
): Person | null {
  if (state === 'free') return null;
  const buying = state === 'ended' || state === 'revoked' || state === 'not-started';
  const order: Role[] = buying ? ['owner'] : ['manager', 'owner'];
  for (const role of order) {
    const found = leaders.find((leader) => leader.role === role && leader.person.id !== me);
    if (found) return found.person;
  }
  return null;
}
