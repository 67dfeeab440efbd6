import { carriedName } from '#shared/files/carried-name.ts';
import { kinds } from '#shared/files/kinds.ts';
import { seal } from '#shared/files/seal.ts';
import type { MachineState } from '../../services/ports.ts';
import type { Core } from './core.ts';

/** Says to the cloud, by file, that the license that came by file is in use (F5). */
export function createAcknowledgement(core: Core): Pick<MachineState, 'acknowledgement'> {
  return {
    acknowledgement: () =>
      core.inTurn(async () => {
        const { root, key, record, platform } = core;
        const { carried, name } = record;
        if (!root || !carried) return null;
        if (carried.file) return carried.file;
        const counter = core.nextCounter();
        const { request, sequence, digest, appliedAt } = carried;
        const machine = { publicKey: key.publicKey, name };
        const cloud = root.payload.cloud;
        const payload = { cloud, machine, request, sequence, digest, appliedAt, counter };
        const file = {
          name: carriedName(name, appliedAt, kinds['license-applied'].extension),
          text: seal(platform, 'license-applied', payload, [key]),
        };
        await core.keep({ counter, carried: { ...carried, file } });
        return file;
      }),
  };
}
