import { Failure } from '#shared/errors.ts';
import { steadyMembership } from '../auth/memberships.ts';
import { type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { hasRight } from '../rules/use.ts';
import type { Write } from '../store/open.ts';
import { isAssigned } from '../store/queries/assignment.ts';
import { adoptLease } from '../store/queries/lease.ts';
import { findLicense } from '../store/queries/license.ts';
import { liveLease } from '../store/queries/live-leases.ts';
import { recordDeed } from './audit.ts';

/** Puts a live lease into the name of somebody of the organization who has the right to it. */
export async function setPerson(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  { lease: id, person }: { lease: string; person: string },
): Promise<void> {
  const { organization } = placeOf(context);
  const seen = await liveLease(tx, id);
  if (!seen) throw new Failure('not-found', {});
  // From here on nobody can unassign, or end the lease, before this transaction is over.
  await parts.store.lock(tx, 'machine', seen.machineId);
  await parts.store.lock(tx, 'license', seen.license);
  const lease = await liveLease(tx, id);
  const license = await findLicense(tx, seen.license);
  const role = await steadyMembership(parts.store, tx, person, organization);
  if (!lease || !license || role === null) throw new Failure('not-found', {});
  const user = { role, isAssigned: await isAssigned(tx, license.id, person) };
  if (!hasRight(license, user)) throw new Failure('not-assigned', { license: license.words });
  await adoptLease(tx, id, person);
  await recordDeed(parts, context, tx, {
    action: 'lease.setPerson',
    organization,
    subject: license.id,
    details: { license: license.words, lease: id, machine: lease.machineId, before: lease.personId, person },
  });
}
