import { hour, minute, type Moment } from '#shared/models/time.ts';
import { signedEnd } from '../rules/lease-life.ts';
import type { Write } from '../store/open.ts';
import { type MachineKey, machineKeys, machines, sampleKey } from './machines.ts';

const often = 24 * 60;
const graceLeft = 7 * hour;

/**
 * Has the machines of the sample call, each as many minutes ago as it is said to: their online leases go on, and
 * whoever was unassigned still has some hours. What people have released stays released.
 */
export async function keepAlive(tx: Write, now: Moment): Promise<void> {
  for (const name of machineKeys.filter((key) => machines[key].seen < often)) await callAgain(tx, name, now);
}

async function callAgain(tx: Write, name: MachineKey, now: Moment): Promise<void> {
  const seenAt = now - machines[name].seen * minute;
  const leases = await tx
    .selectFrom('lease')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('organization_details', 'organization_details.organization_id', 'license.organization_id')
    .select(['lease.id', 'lease.unassign_grace_ends_at', 'license.ends_at', 'organization_details.lease_hours'])
    .where('machine.name', '=', name)
    .where('machine.public_key', '=', sampleKey)
    .where('lease.mode', '=', 'online')
    .where('lease.ended_at', 'is', null)
    .execute();
  for (const lease of leases) {
    const unassignGraceEndsAt = lease.unassign_grace_ends_at === null ? null : now + graceLeft;
    const endsAt = signedEnd(seenAt, {
      leaseHours: lease.lease_hours,
      licenseEndsAt: lease.ends_at,
      unassignGraceEndsAt,
    });
    await tx
      .updateTable('lease')
      .set({ last_heartbeat_at: seenAt, ends_at: endsAt, unassign_grace_ends_at: unassignGraceEndsAt })
      .where('id', '=', lease.id)
      .execute();
  }
  await tx
    .updateTable('machine')
    .set({ last_seen_at: seenAt })
    .where('name', '=', name)
    .where('public_key', '=', sampleKey)
    .execute();
}
