import { day } from '#shared/models/time.ts';
import { issueLicense } from '../offline/license-file.ts';
import type { Write } from '../store/open.ts';
import { endOfDay } from './days.ts';
import type { LicenseLine, OfflineLine } from './license-line.ts';
import type { World } from './licenses.ts';

interface Seat {
  id: string;
  machine_id: string;
  person_id: string;
}

/** Writes the licenses of seats that are out offline, as they were written then, and notes which have arrived. */
export async function carryLicenses(tx: Write, world: World, line: LicenseLine, seats: readonly Seat[]): Promise<void> {
  for (const [at, { offline }] of (line.used ?? []).entries()) {
    const seat = seats[at];
    if (offline && seat) await carryLicense(tx, world, line, seat, offline);
  }
}

async function carryLicense(
  tx: Write,
  { clock, random, keys, organization, timeZone }: World,
  { endsIn: licenseEndsIn }: LicenseLine,
  { id: lease, machine_id: machine, person_id: by }: Seat,
  { writtenAgo, endsIn, confirmedAgo }: OfflineLine,
): Promise<void> {
  const now = clock.now();
  const endsAt = endOfDay(now, endsIn ?? licenseEndsIn ?? 0, timeZone);
  await tx.updateTable('lease').set({ ends_at: endsAt }).where('id', '=', lease).execute();
  const then = { clock: { now: () => now - writtenAgo * day }, random, keys };
  await issueLicense(then, tx, { machine, request: null, organization, lease, endsAt, by });
  if (confirmedAgo === undefined) return;
  const confirmed_at = now - confirmedAgo * day;
  await tx.updateTable('issued_file').set({ confirmed_at }).where('lease_id', '=', lease).execute();
  await tx.updateTable('machine').set({ applied_sequence: 1 }).where('id', '=', machine).execute();
}
