import { Failure } from '#shared/errors.ts';
import { day } from '#shared/models/time.ts';
import type { CloudParts } from '../context.ts';
import { knownSequence } from '../rules/copies.ts';
import { snapshot, telling } from '../rules/snapshot.ts';
import { leasesOfMachines } from '../store/queries/machine-leases.ts';
import { findMachines, moveSequence } from '../store/queries/machine.ts';
import type { OpenedCall } from './machine-call.ts';

/**
 * Why a machine that has a double gets nothing, with what is left to it, signed: leases go on to the ends they have. One
 * that came back with a backup from before its return is not among them, and is over there from now on (FILES, rule 6).
 */
export async function refuseDouble(
  { clock, keys, store }: Pick<CloudParts, 'clock' | 'keys' | 'store'>,
  { machine: id, call }: OpenedCall,
): Promise<Failure> {
  const now = clock.now();
  const file = await store.write(async (tx) => {
    await store.lock(tx, 'machine', id);
    const machine = (await findMachines(tx, [id])).get(id);
    if (!machine) return null;
    const leases = (await leasesOfMachines(tx, [id])).get(id) ?? [];
    const appliedSequence = call.applied?.sequence ?? 0;
    const sequence = knownSequence(machine.sequence, appliedSequence) + 1;
    // Nothing of it is written down as told: it may be the other of the two that hears it.
    const told = telling(leases, { appliedSequence: 0, isUpToDate: false, renews: false, isBarred: false, now });
    const kept = [...told.kept, ...told.ending.map(({ lease }) => lease)];
    await moveSequence(tx, id, sequence);
    return keys.signLicense(
      snapshot({
        cloud: keys.cloudId,
        machine: { id, name: call.machine.name },
        sequence,
        answers: call.nonce,
        now,
        importBy: now + day,
        telling: { kept, notices: [] },
      }),
    );
  });
  return new Failure('machine-cloned', file === null ? {} : { file });
}
