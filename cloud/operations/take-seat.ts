import { Failure } from '#shared/errors.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import { steadyMembership } from '../auth/memberships.ts';
import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import { hoursFor, lapseReason, lapsesAt, signedEnd } from '../rules/lease-life.ts';
import { freeSeats } from '../rules/seats.ts';
import { snapshotLimit } from '../rules/snapshot.ts';
import { hasRight, phase } from '../rules/use.ts';
import type { Write } from '../store/open.ts';
import { isAssigned } from '../store/queries/assignment.ts';
import { adoptLease, claimSeat, endLease, type SeatClaim } from '../store/queries/lease.ts';
import { type DecidableLicense, findLicense } from '../store/queries/license.ts';
import {
  countLiveLeases,
  lapsedLeases,
  leaseOfMachine,
  type LiveLease,
  liveLease,
  takenSeats,
} from '../store/queries/live-leases.ts';
import { openOverlap } from '../store/queries/overlap.ts';

/** Who takes a seat of what, on which machine. */
export interface Taking {
  license: string;
  /** null: nobody does. A room code gave the right to it. */
  user: { person: string } | null;
  machine: string;
  replaces: MachineCallPayload['replaces'];
}

/** Takes a seat for a machine, giving another of its seats back in the same step when it says so. Throws why not. */
export async function takeSeat(
  { clock, random, store }: Pick<CloudParts, 'clock' | 'random' | 'store'>,
  tx: Write,
  taking: Taking,
): Promise<{ lease: string; license: DecidableLicense }> {
  const now = clock.now();
  const license = await findLicense(tx, taking.license);
  if (!license) throw new Failure('not-found', {});
  refuseUnlessRunning(license, now);
  if (taking.replaces !== null)
    await giveBack(tx, { machine: taking.machine, lease: taking.replaces, overlap: newId(random, 'V'), now });
  const lease =
    (await ownLease(tx, license, taking)) ?? (await freeLease(tx, license, taking, newId(random, 'S'), now));
  // Asked after the claim: from there on nobody can unassign, or remove the person, before this transaction is over.
  if (taking.user !== null) await refuseWithoutRight(store, tx, license, taking.user.person);
  if (lease === null) throw new Failure('no-free-seat', { license: license.words, seats: license.seats });
  await refuseTooMany(tx, taking.machine);
  return { lease, license };
}

/**
 * Frees the seat of a machine that gives it back; null when it has none there. The machine can run on it until it has
 * the answer, which may be lost: until it confirms, that is an overlap.
 */
export async function giveBack(
  tx: Write,
  { machine, lease: id, overlap, now }: { machine: string; lease: string; overlap: string; now: number },
): Promise<LiveLease | null> {
  const lease = await liveLease(tx, id);
  if (!lease || !(await endLease(tx, id, { reason: 'returned', at: now }, { machine }))) return null;
  if (lapsesAt(lease) > now)
    await openOverlap(tx, { id: overlap, lease, license: lease.license, machine, causedBy: null, now });
  return lease;
}

/** A license that takes no new seats says why. */
export function refuseUnlessRunning(license: DecidableLicense, now: number): void {
  const name = license.words;
  const current = phase(license, now);
  if (current === 'not-started')
    throw new Failure('license-not-started', { license: name, startsAt: license.startsAt });
  if (current !== 'running') refuseEnded(license, now);
}

/** Refuses a license that is over. */
export function refuseEnded(license: DecidableLicense, now: number): void {
  const current = phase(license, now);
  if (current === 'revoked') throw new Failure('license-revoked', { license: license.words });
  if (current === 'ended') {
    throw new Failure('license-ended', { license: license.words, endedAt: license.endsAt ?? now });
  }
}

async function refuseWithoutRight(
  store: CloudParts['store'],
  tx: Write,
  license: DecidableLicense,
  person: string,
): Promise<void> {
  const role = await steadyMembership(store, tx, person, license.organization);
  if (role === null || !hasRight(license, { role, isAssigned: await isAssigned(tx, license.id, person) }))
    throw new Failure('not-assigned', { license: license.words });
}

/** The seat that this machine has already, now in the name of whoever asks. */
async function ownLease(tx: Write, license: DecidableLicense, { machine, user }: Taking): Promise<string | null> {
  const own = await leaseOfMachine(tx, license.id, machine);
  if (!own) return null;
  if (user !== null) await adoptLease(tx, own.id, user.person);
  return own.id;
}

/** A free seat for a machine that is connected. */
async function freeLease(
  tx: Write,
  license: DecidableLicense,
  { machine, user }: Taking,
  id: string,
  now: number,
): Promise<string | null> {
  const person = user?.person ?? null;
  const endsAt = signedEnd(now, {
    leaseHours: hoursFor(person, license.leaseHours),
    licenseEndsAt: license.endsAt,
    unassignGraceEndsAt: null,
  });
  const isClaimed = await claimFreeSeat(tx, license, { id, machine, person, mode: 'online', endsAt }, now);
  return isClaimed ? id : null;
}

/** Takes a free seat by insertion: the database lets one have it. Seats of lapsed leases are free. */
export async function claimFreeSeat(
  tx: Write,
  license: DecidableLicense,
  claim: Omit<SeatClaim, 'license' | 'seat' | 'now'>,
  now: number,
): Promise<boolean> {
  for (const lease of await lapsedLeases(tx, license.id, now)) {
    await endLease(
      tx,
      lease.id,
      { reason: lapseReason(lease, license, now), at: lapsesAt(lease) },
      { endsAt: lease.endsAt },
    );
  }
  for (const seat of freeSeats(license.seats, await takenSeats(tx, license.id))) {
    if (await claimSeat(tx, { ...claim, license: license.id, seat, now })) return true;
  }
  return false;
}

async function refuseTooMany(tx: Write, machine: string): Promise<void> {
  if ((await countLiveLeases(tx, machine)) <= snapshotLimit) return;
  throw new Failure('invalid-input', {
    problems: [{ field: 'license', problem: `a machine holds at most ${snapshotLimit} licenses` }],
  });
}
