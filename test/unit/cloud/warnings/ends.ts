import type { LicensingCloud } from '../../../support/licensing-cloud.ts';
import { pick } from '../licensing/studio.ts';

/** A machine takes a seat of a license and goes offline with it until a moment. `by`: somebody who may take one. */
export async function takeOffline(
  cloud: LicensingCloud,
  { license, by, endsAt, name = 'RENDER-03' }: { license: string; by: { id: string }; endsAt: number; name?: string },
): Promise<string> {
  const { leases } = await pick(cloud, by, cloud.machine(name), license);
  const lease = leases.find((held) => held.license.id === license)?.id ?? '';
  await changeLease(cloud, lease, { mode: 'offline', ends_at: endsAt });
  return lease;
}

/** As something else in the cloud would have it. */
export async function changeLease(
  { store }: LicensingCloud,
  lease: string,
  change: { mode?: 'online' | 'offline'; ends_at?: number; ended_at?: number | null; unassign_grace_ends_at?: number },
): Promise<void> {
  await store.db.updateTable('lease').set(change).where('id', '=', lease).execute();
}
