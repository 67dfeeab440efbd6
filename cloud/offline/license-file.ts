import { carriedName } from '#shared/files/carried-name.ts';
import { kinds } from '#shared/files/kinds.ts';
import type { CarriedFile } from '#shared/models/offline.ts';
import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import { importTime } from '../rules/acknowledgement.ts';
import { knownSequence } from '../rules/copies.ts';
import { snapshot, telling } from '../rules/snapshot.ts';
import type { Write } from '../store/open.ts';
import { addIssuedFile, type IssuedRow } from '../store/queries/issued-file.ts';
import { leasesOfMachines } from '../store/queries/machine-leases.ts';
import { findMachines } from '../store/queries/machine.ts';
import { Overtaken } from '../operations/machine-answers.ts';
import { recordTold } from '../operations/tell.ts';

/** A license that is to be carried to a machine. */
export interface Issuing {
  machine: string;
  /** null: nobody asked. */
  request: { id: string; digest: string } | null;
  organization: string;
  lease: string;
  endsAt: number;
  by: string;
}

/**
 * Signs everything that a machine holds, and keeps it to be repeated to the letter, in the transaction of whatever
 * changed. The machine's row is locked. Throws `Overtaken` when one of its leases is no longer as it was read.
 */
export async function issueLicense(
  { clock, keys, random }: Pick<CloudParts, 'clock' | 'keys' | 'random'>,
  tx: Write,
  { machine: id, request, organization, lease, endsAt, by }: Issuing,
): Promise<CarriedFile> {
  const now = clock.now();
  const machine = (await findMachines(tx, [id])).get(id);
  if (!machine) throw new Error('a license is issued for a machine that nobody knows');
  const leases = (await leasesOfMachines(tx, [id])).get(id) ?? [];
  const appliedSequence = machine.applied_sequence;
  const told = telling(leases, { appliedSequence, isUpToDate: false, renews: false, isBarred: false, now });
  const sequence = knownSequence(machine.sequence, appliedSequence) + 1;
  const importBy = now + importTime;
  const payload = snapshot({
    cloud: keys.cloudId,
    machine: { id, name: machine.name },
    sequence,
    answers: request?.id ?? null,
    now,
    importBy,
    telling: told,
  });
  const answer = keys.signLicense(payload);
  if (!(await recordTold({ random, clock }, tx, { machine: id, sequence, told }))) throw new Overtaken();
  await addIssuedFile(tx, {
    id: newId(random, 'F'),
    request_id: request?.id ?? null,
    request_digest: request?.digest ?? null,
    machine_id: id,
    organization_id: organization,
    lease_id: lease,
    lease_ends_at: endsAt,
    sequence,
    answer,
    issued_at: now,
    issued_by: by,
    import_by: importBy,
  });
  return licenseFile(machine.name, { issued_at: now, answer });
}

/** A license with the name it gets on a stick. */
export const licenseFile = (
  machineName: string,
  { issued_at, answer }: Pick<IssuedRow, 'issued_at' | 'answer'>,
): CarriedFile => ({
  name: carriedName(machineName, issued_at, kinds.license.extension),
  text: answer,
});
