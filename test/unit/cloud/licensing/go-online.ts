import type { LicensePayload } from '#shared/files/license.ts';
import type { CallingMachine } from '../../../support/calling-machine.ts';
import type { LicensingCloud } from '../../../support/licensing-cloud.ts';

/** A machine switches its lease back to online, and takes the answer. */
export async function goOnlineCall(cloud: LicensingCloud, machine: CallingMachine): Promise<LicensePayload> {
  const lease = machine.held?.leases[0]?.id ?? '';
  const call = machine.call({ purpose: 'go-online', lease });
  return machine.apply((await cloud.as().lease.goOnline({ call })).file);
}
