import { Failure } from '#shared/errors.ts';
import { steadyMembership } from '../auth/memberships.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { unassignEffect } from '../rules/unassign.ts';
import type { Write } from '../store/open.ts';
import { addAssignments, removeAssignments } from '../store/queries/assignment.ts';
import { type DecidableLicense, findLicenses } from '../store/queries/license.ts';
import { liveLeasesOf } from '../store/queries/live-leases.ts';
import { recordDeed } from './audit.ts';
import { loseRight } from './loss-of-right.ts';
import { refuseEnded } from './take-seat.ts';

interface Wish {
  licenses: string[];
  person: string;
}

/** Lets a person use licenses, at once. All of them or none. */
export function assignLicenses(
  parts: CloudParts,
  context: GuardedContext,
  { licenses: ids, person }: Wish,
): Promise<{ assigned: string[] }> {
  const now = parts.clock.now();
  return context.write(async (tx) => {
    await roleHere(parts, context, tx, person);
    const licenses = await lockedLicenses(parts, tx, ids);
    for (const license of licenses) refuseEnded(license, now);
    const assigned = licenses.map((license) => license.id);
    await addAssignments(tx, assigned, person, { person: callerOf(context).person.id, now });
    await recordAll(parts, context, tx, 'license.assign', licenses, person);
    return { assigned };
  });
}

/** Takes licenses from a person. All of them or none: an offline seat stands in the way. */
export function unassignLicenses(
  parts: CloudParts,
  context: GuardedContext,
  { licenses: ids, person }: Wish,
): Promise<{ unassigned: { license: string; graceEndsAt: number | null }[] }> {
  const now = parts.clock.now();
  return context.write(async (tx) => {
    const role = await roleHere(parts, context, tx, person);
    const licenses = await lockedLicenses(parts, tx, ids);
    const leases = await liveLeasesOf(tx, person, ids);
    const lost = licenses.flatMap((license) =>
      leases.filter(
        (held) => held.license === license.id && unassignEffect(license, role, held, now).effect !== 'none',
      ),
    );
    const graces = new Map<string, number>();
    for (const { lease, endsAt } of await loseRight(tx, lost, callerOf(context).person.id, now))
      graces.set(lease.license, Math.max(endsAt, graces.get(lease.license) ?? 0));
    await removeAssignments(tx, ids, person);
    await recordAll(parts, context, tx, 'license.unassign', licenses, person);
    return { unassigned: licenses.map(({ id }) => ({ license: id, graceEndsAt: graces.get(id) ?? null })) };
  });
}

/** In the order of their ids, so that two that want the same ones wait for each other in turn. */
export async function lockedLicenses(
  { store }: Pick<CloudParts, 'store'>,
  tx: Write,
  ids: string[],
): Promise<DecidableLicense[]> {
  const sorted = [...ids].toSorted();
  for (const id of sorted) await store.lock(tx, 'license', id);
  const found = await findLicenses(tx, sorted);
  return found.toSorted((a, b) => sorted.indexOf(a.id) - sorted.indexOf(b.id));
}

/** The person's role in this organization, which stays so meanwhile. Somebody who is not in it is as good as unknown. */
async function roleHere({ store }: CloudParts, context: GuardedContext, tx: Write, person: string) {
  const role = await steadyMembership(store, tx, person, placeOf(context).organization);
  if (role === null) throw new Failure('not-found', {});
  return role;
}

function recordAll(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  action: string,
  licenses: DecidableLicense[],
  person: string,
): Promise<void> {
  const { organization } = placeOf(context);
  const deeds = licenses.map(({ id, words }) => ({
    action,
    organization,
    subject: id,
    details: { license: words, person },
  }));
  return recordDeed(parts, context, tx, ...deeds);
}
