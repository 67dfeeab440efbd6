import type { Engine } from '#cloud/store/open.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import type { CallingMachine } from '../../../support/calling-machine.ts';
import { type LicensingCloud, licensingCloud } from '../../../support/licensing-cloud.ts';

/** One organization, four people, one floating license with one seat. */
export async function studio(engine: Engine, seats = 1) {
  const cloud = await licensingCloud(engine);
  const organization = await cloud.addOrganization();
  const owner = await cloud.addPerson('Amara', { [organization]: 'owner' });
  const manager = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
  const editor = await cloud.addPerson('Jo', { [organization]: 'editor' });
  const member = await cloud.addPerson('Sindre', { [organization]: 'member' });
  const license = await cloud.addLicense(organization, { seats });
  return { cloud, organization, owner, manager, editor, member, license };
}

/** Picks a license on a machine, which takes the answer. */
export async function pick(
  cloud: LicensingCloud,
  person: { id: string },
  machine: CallingMachine,
  license: string,
  more: { replaces?: string } = {},
): Promise<LicensePayload> {
  const call = machine.call({ purpose: 'pick', license, ...more });
  return machine.apply((await cloud.as(person).license.pick({ license, call })).file);
}

/** A heartbeat whose answer the machine takes. */
export async function beat(cloud: LicensingCloud, machine: CallingMachine): Promise<LicensePayload> {
  return machine.apply((await cloud.as().machine.heartbeat({ call: machine.call({}) })).file);
}
