import type { LeaseEnd } from '#shared/models/lease-notice.ts';
import { hour, type Moment } from '#shared/models/time.ts';
import type { LeaseFacts, LicenseFacts } from './facts.ts';
import { phase } from './use.ts';

/** Hours after the end of a lease in which a running program may finish but none may start. */
export const leaseGraceHours = { online: 0, offline: 72 } as const satisfies Record<LeaseFacts['mode'], number>;

/** How long an unassigned person keeps a seat that is in use. */
export const unassignGrace = 12 * hour;

/** What bounds the end of an online lease, besides the time it is good for. */
interface Bounds {
  leaseHours: number;
  licenseEndsAt: Moment | null;
  unassignGraceEndsAt: Moment | null;
}

/** Until when an online lease is signed now. */
export function signedEnd(now: Moment, bounds: Bounds): Moment {
  return Math.min(
    now + bounds.leaseHours * hour,
    bounds.licenseEndsAt ?? Number.POSITIVE_INFINITY,
    bounds.unassignGraceEndsAt ?? Number.POSITIVE_INFINITY,
  );
}

/**
 * How long a lease is good for after each heartbeat. One of nobody, by a room code, no longer than an hour: when a
 * container is killed, its seat is free soon.
 */
export const hoursFor = (personId: LeaseFacts['personId'], leaseHours: number): number =>
  personId === null ? Math.min(1, leaseHours) : leaseHours;

/** What says until when a machine may run on a lease. */
export type RunFacts = Pick<LeaseFacts, 'mode' | 'endsAt' | 'heldUntil'>;

/** When a lease that is never renewed gives its seat up by itself: after that its machine cannot run. */
export function lapsesAt(lease: RunFacts): Moment {
  return Math.max(signedUntil(lease), lease.heldUntil ?? 0);
}

const signedUntil = ({ mode, endsAt }: Pick<RunFacts, 'mode' | 'endsAt'>): Moment =>
  endsAt + leaseGraceHours[mode] * hour;

/** Whether a live lease has lapsed. Its machine may still renew it as long as nobody took the seat. */
export function isLapsed(lease: RunFacts, now: Moment): boolean {
  return lapsesAt(lease) < now;
}

type License = Pick<LicenseFacts, 'startsAt' | 'endsAt' | 'revokedAt'>;

/** Why a lease that is over is over, without anybody's act at this moment. */
export function lapseReason(lease: LeaseFacts, license: License, now: Moment): LeaseEnd {
  return mustEnd(lease, license, now) ?? 'lapsed';
}

/** Why a live lease cannot go on, told to its machine when it next calls; null when it goes on. */
export function mustEnd(
  lease: Pick<LeaseFacts, 'unassignGraceEndsAt'>,
  license: License,
  now: Moment,
): Extract<LeaseEnd, 'license-revoked' | 'license-ended' | 'unassigned'> | null {
  const current = phase(license, now);
  if (current === 'revoked') return 'license-revoked';
  if (current === 'ended') return 'license-ended';
  return lease.unassignGraceEndsAt !== null && lease.unassignGraceEndsAt <= now ? 'unassigned' : null;
}

/** What is online ends with its organization; what is offline runs until its signed end. */
export const endsWithOrganization = ({
  mode,
  isClosed,
}: Pick<LeaseFacts, 'mode'> & { isClosed: boolean }): 'organization-closed' | null =>
  isClosed && mode === 'online' ? 'organization-closed' : null;

/** The end a lease gets at a heartbeat. An offline lease keeps the one it went out with. */
export function renewedEnd(lease: LeaseFacts, license: License, leaseHours: number, now: Moment): Moment {
  if (lease.mode === 'offline') return lease.endsAt;
  return signedEnd(now, {
    leaseHours,
    licenseEndsAt: license.endsAt,
    unassignGraceEndsAt: lease.unassignGraceEndsAt,
  });
}

/**
 * A lease with the end that is signed now. When that is earlier than what the machine has already (a license that was
 * cut short, an unassign grace, back online), the answer may be lost: its seat stays taken for as long as the machine may run.
 * `isUpToDate`: the machine has applied the last answer before this one, so it has nothing that said more.
 */
export function signedAnew<Lease extends RunFacts>(lease: Lease, endsAt: Moment, isUpToDate: boolean): Lease {
  const held = isUpToDate ? signedUntil(lease) : lapsesAt(lease);
  return { ...lease, endsAt, heldUntil: held > signedUntil({ mode: lease.mode, endsAt }) ? held : null };
}

/**
 * Whether ending a lease early leaves a machine that may run on while somebody else takes its seat.
 * Not when the machine itself gave it up, nor when the license is revoked or its organization closed, and nobody takes a
 * seat of it again.
 */
export function leavesOverlap(lease: RunFacts, reason: LeaseEnd, now: Moment): boolean {
  const nobodyFollows: readonly LeaseEnd[] = ['returned', 'license-revoked', 'organization-closed'];
  return !nobodyFollows.includes(reason) && lapsesAt(lease) > now;
}
