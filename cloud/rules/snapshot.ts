import type { LicensePayload, SignedLease } from '#shared/files/license.ts';
import type { LeaseEnd, LeaseNotice } from '#shared/models/lease-notice.ts';
import { warnDays } from '#shared/models/notification.ts';
import { day, type Moment } from '#shared/models/time.ts';
import type { LeaseFacts, LicenseFacts } from './facts.ts';
import { endsWithOrganization, leaseGraceHours, mustEnd, renewedEnd, signedAnew } from './lease-life.ts';

/** At most so many leases, and so many notices, fit into one signed answer (files/license.ts). */
export const snapshotLimit = 20;

/** A lease its machine is to hear about: live, or ended and not yet confirmed. */
export interface TellableLease extends LeaseFacts {
  id: string;
  startedAt: Moment;
  organization: SignedLease['organization'];
  /** The organization is closed: what is online ends, what is offline runs on. */
  isClosed: boolean;
  timeZone: string;
  leaseHours: number;
  license: SignedLease['license'] & Pick<LicenseFacts, 'startsAt' | 'endsAt' | 'revokedAt'>;
  person: SignedLease['person'];
  /** Who ended it, or began its unassign grace. */
  endedBy: string | null;
  ended: { at: Moment; reason: LeaseEnd; toldIn: number | null } | null;
}

/** What one signed answer says of a machine's leases, and what has to be written down with it. */
export interface Telling {
  /** Go on, with the end they are signed with now. */
  kept: TellableLease[];
  /** End now, because the machine called. */
  ending: { lease: TellableLease; reason: LeaseEnd }[];
  notices: LeaseNotice[];
  /** Ended leases that this answer tells of for the first time. */
  firstTold: string[];
  /** Ended leases that the machine has heard of: nothing more to say. */
  confirmed: string[];
}

interface Call {
  /** Sequence of the last answer that the machine has applied. */
  appliedSequence: number;
  /** Whether that was the last one there is. */
  isUpToDate: boolean;
  /** Whether online leases are renewed. In a file that is carried all keep the end they have. */
  renews: boolean;
  isBarred: boolean;
  now: Moment;
}

/** Decides what a machine is told. A notice is repeated until the machine has applied an answer with it. */
export function telling(leases: readonly TellableLease[], call: Call): Telling {
  const { appliedSequence, isBarred, now } = call;
  const told: Telling = { kept: [], ending: [], notices: [], firstTold: [], confirmed: [] };
  for (const lease of leases) {
    if (lease.ended === null) {
      const reason = isBarred ? 'machine-barred' : (endsWithOrganization(lease) ?? mustEnd(lease, lease.license, now));
      if (reason === null) told.kept.push(call.renews ? renewed(lease, call) : lease);
      else {
        told.ending.push({ lease, reason });
        told.notices.push(noticeOf(lease, reason, now));
      }
    } else if (lease.ended.toldIn !== null && lease.ended.toldIn <= appliedSequence) told.confirmed.push(lease.id);
    else if (told.notices.length < snapshotLimit) {
      // What a machine gave back by itself is no news to it.
      if (lease.ended.reason !== 'returned') told.notices.push(noticeOf(lease, lease.ended.reason, lease.ended.at));
      if (lease.ended.toldIn === null) told.firstTold.push(lease.id);
    }
  }
  return told;
}

function renewed(lease: TellableLease, { isUpToDate, now }: Call): TellableLease {
  return signedAnew(lease, renewedEnd(lease, lease.license, lease.leaseHours, now), isUpToDate);
}

const noticeOf = (lease: TellableLease, reason: LeaseEnd, at: Moment): LeaseNotice => ({
  lease: lease.id,
  license: `${lease.license.product.name} ${lease.license.edition.name}`,
  reason,
  by: lease.endedBy,
  at,
});

/** The whole truth for one machine, ready to be signed. */
export function snapshot(facts: {
  cloud: string;
  machine: { id: string; name: string };
  sequence: number;
  /** Nonce of the call, or id of the request; null: nobody asked. */
  answers: string | null;
  now: Moment;
  importBy: Moment;
  telling: Pick<Telling, 'kept' | 'notices'>;
}): LicensePayload {
  return {
    cloud: facts.cloud,
    machine: facts.machine.id,
    machineName: facts.machine.name,
    sequence: facts.sequence,
    answers: facts.answers,
    issuedAt: facts.now,
    importBy: facts.importBy,
    leases: facts.telling.kept.map(signedLease),
    notices: facts.telling.notices,
    setBackAllowance: day,
    warnDays: [...warnDays],
    barred: [],
  };
}

function signedLease(lease: TellableLease): SignedLease {
  const { id, product, edition, services, endsAt: licenseEndsAt } = lease.license;
  return {
    id: lease.id,
    organization: lease.organization,
    timeZone: lease.timeZone,
    license: { id, product, edition, services },
    person: lease.person,
    mode: lease.mode,
    notBefore: lease.startedAt,
    leaseEndsAt: Math.min(lease.endsAt, licenseEndsAt ?? lease.endsAt),
    licenseEndsAt,
    unassignGraceEndsAt: lease.unassignGraceEndsAt,
    graceHours: leaseGraceHours[lease.mode],
  };
}
