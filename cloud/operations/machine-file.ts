import { Failure } from '#shared/errors.ts';
import { carriedName } from '#shared/files/carried-name.ts';
import { may } from '#shared/models/role.ts';
import { callerOf, type CloudParts, placeOf } from '../context.ts';
import { licenseKeyOf } from '../keys/license-key.ts';
import { sealMachineFile } from '../keys/machine-file.ts';
import { machineFileDocument } from '../rules/machine-file.ts';
import { leaseToExport } from '../store/queries/exported-lease.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** Leases for programs that have a Keygen SDK built in. */
export function machineFileOperations(parts: CloudParts) {
  const { store, clock, config } = parts;
  return {
    exportMachineFile: os.lease.exportMachineFile.handler(async ({ context, input }) => {
      const now = clock.now();
      const lease = await leaseToExport(store.db, input.lease);
      if (!lease || lease.endsAt <= now) throw new Failure('not-found', {});
      const { organization, role } = placeOf(context);
      const isTheirs = lease.personId === callerOf(context).person.id;
      if (!isTheirs && !may(role, 'offline.for-others'))
        throw new Failure('not-allowed', { needs: 'offline.for-others' });
      if (lease.isBarred) throw new Failure('machine-barred', {});

      const { machine, license } = lease;
      const licenseKey = licenseKeyOf(config.secret, license.id);
      const document = machineFileDocument(lease, licenseKey, now);
      const { text, publicKey } = sealMachineFile(parts, document, { licenseKey, fingerprint: machine.id });
      const deed = {
        action: 'lease.exportMachineFile',
        organization,
        subject: license.id,
        details: { lease: lease.id, machine: machine.id, machineName: machine.name },
      };
      await store.write((tx) => recordDeed(parts, context, tx, deed));
      const name = carriedName(machine.name, now, 'machine.lic');
      return { file: { name, text }, licenseKey, fingerprint: machine.id, publicKey };
    }),
  };
}
