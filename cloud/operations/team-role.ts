import { Failure } from '#shared/errors.ts';
import type { Role } from '#shared/models/role.ts';
import type { SeatInGrace } from '#shared/models/team.ts';
import { changeRole, countOwners } from '../auth/memberships.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import { roleChangeRefusal } from '../rules/team.ts';
import { hasRight } from '../rules/use.ts';
import type { Write } from '../store/open.ts';
import { isAssigned, liftUnassignGrace } from '../store/queries/assignment.ts';
import { type LiveLease, liveLeasesOf } from '../store/queries/live-leases.ts';
import { endOffersWith } from '../store/queries/ownership-offer.ts';
import { licensesInUseBy } from '../store/queries/team.ts';
import { lockedLicenses } from './assignment.ts';
import { recordDeed } from './audit.ts';
import { graceInWords, loseRight } from './loss-of-right.ts';
import { refuseUnused, steadyTeam } from './team-place.ts';

interface Wish {
  person: string;
  role: Role;
}

/**
 * Gives a person another role. What only the old one let them use is as if it were unassigned: online seats get the
 * grace, an offline one stands in the way. What the new one lets them use again goes on.
 */
export function setRole(
  parts: CloudParts,
  context: GuardedContext,
  { person, role }: Wish,
): Promise<{ seats: SeatInGrace[] }> {
  return context.write(async (tx) => {
    const team = await steadyTeam(parts, context, tx, [person], 'team.manage');
    const organization = team.organization.id;
    const from = team.roles.get(person);
    if (from === undefined) throw new Failure('not-found', {});
    const refusal = roleChangeRefusal({
      by: team.me.role,
      from,
      to: role,
      owners: await countOwners(tx, organization),
    });
    if (refusal === 'last-owner') throw new Failure('last-owner', {});
    if (refusal !== null) throw new Failure('not-allowed', { needs: 'team.manage-owners' });
    if (from === role) return { seats: [] };
    refuseUnused(team, role);

    const seats = await settleSeats(parts, context, tx, { person, role, organization });
    await changeRole(tx, { organization, person, role });
    await endOffersWith(tx, organization, person, parts.clock.now());
    const details = { from, to: role, seats };
    await recordDeed(parts, context, tx, { action: 'team.setRole', organization, subject: person, details });
    return { seats };
  });
}

/** What the new role does to the seats that the person has. */
async function settleSeats(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  { person, role, organization }: Wish & { organization: string },
): Promise<SeatInGrace[]> {
  const ids = await licensesInUseBy(tx, organization, [person]);
  if (ids.length === 0) return [];
  const licenses = await lockedLicenses(parts, tx, ids);
  const now = parts.clock.now();
  const lost: LiveLease[] = [];
  const kept: LiveLease[] = [];
  for (const lease of await liveLeasesOf(tx, person, ids)) {
    const license = licenses.find(({ id }) => id === lease.license);
    if (!license) continue;
    const user = { role, isAssigned: await isAssigned(tx, license.id, person) };
    (hasRight(license, user) ? kept : lost).push(lease);
  }
  const begun = await loseRight(tx, lost, callerOf(context).person.id, now);
  await liftUnassignGrace(
    tx,
    kept.filter(({ unassignGraceEndsAt }) => unassignGraceEndsAt !== null).map(({ id }) => id),
  );
  return graceInWords(tx, begun, licenses, now);
}
