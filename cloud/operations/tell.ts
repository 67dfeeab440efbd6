import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import { leavesOverlap } from '../rules/lease-life.ts';
import type { Telling } from '../rules/snapshot.ts';
import type { Write } from '../store/open.ts';
import { confirmEnds, endLease, markTold } from '../store/queries/lease.ts';
import { openOverlap } from '../store/queries/overlap.ts';

/**
 * Writes down what a signed answer says of leases that are over, in the transaction of the answer itself.
 * False when one of them is no longer as it was read.
 */
export async function recordTold(
  { random, clock }: Pick<CloudParts, 'random' | 'clock'>,
  tx: Write,
  { machine, sequence, told }: { machine: string; sequence: number; told: Telling },
): Promise<boolean> {
  const now = clock.now();
  for (const { lease, reason } of told.ending) {
    if (!(await endLease(tx, lease.id, { reason, at: now, toldIn: sequence }))) return false;
    if (!leavesOverlap(lease, reason, now)) continue;
    const license = lease.license.id;
    await openOverlap(tx, { id: newId(random, 'V'), lease, license, machine, causedBy: null, now });
  }
  await markTold(tx, told.firstTold, sequence);
  await confirmEnds(tx, told.confirmed, now);
  return true;
}
