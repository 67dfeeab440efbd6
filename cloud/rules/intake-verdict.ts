import { Failure } from '#shared/errors.ts';
import type { IntakeVerdict, OfflineLength } from '#shared/models/offline.ts';
import { isAllowedLength, nearestAllowed } from '#shared/models/offline-lengths.ts';
import type { Moment } from '#shared/models/time.ts';
import type { LicenseFacts, UserFacts } from './facts.ts';
import { offlineEnd } from './offline-end.ts';
import { snapshotLimit } from './snapshot.ts';
import { hasRight, phase } from './use.ts';

/** Where a request names no days, and nobody else does. */
const usualDays = 30;

/** How long a lease is to last: what whoever answers chose, and what the machine asked for. undefined: nothing. */
export interface DaysWish {
  chosen: OfflineLength | undefined;
  asked: OfflineLength | undefined;
}

/** What the answer to a request for a license depends on. */
export interface RequestFacts {
  license: LicenseFacts & { words: string };
  /** Whose lease it will be; null: nobody of this organization. */
  user: UserFacts | null;
  /** The lease of this license that the machine has; null when it takes a seat. */
  own: { endsAt: Moment } | null;
  /** Seats that are taken, with that of the machine when it has one. */
  used: number;
  /** Leases of the machine, of whatever license, without one of this. */
  others: number;
  wish: DaysWish;
  organization: OfflineRules & { timeZone: string };
}

/** How long machines of an organization may go offline. */
export interface OfflineRules {
  /** Days; a length in between counts as the next longer one. */
  lengths: readonly number[];
  allowsUntilEnd: boolean;
}

export type RequestVerdict =
  /** `days`: what was tried, for people to change. */
  { granted: false; days: OfflineLength; failure: Failure } | Granted;

export interface Granted {
  granted: true;
  days: OfflineLength;
  endsAt: Moment;
  verdict: IntakeVerdict;
}

/** Whether a request gets a license, until when, or what stands in the way. */
export function requestVerdict(facts: RequestFacts, now: Moment): RequestVerdict {
  const { license, own, used, wish, organization } = facts;
  const days = daysOf(wish, organization);
  const failure = inTheWay(facts, days, now);
  if (failure) return { granted: false, days, failure };
  const { timeZone } = organization;
  const end = offlineEnd(now, { days, timeZone, licenseEndsAt: license.endsAt });
  // What a machine has already it may use: the end only moves forward.
  const kept = Math.min(own?.endsAt ?? 0, license.endsAt ?? Number.POSITIVE_INFINITY);
  const endsAt = Math.max(end.endsAt, kept);
  const asked = wish.chosen === undefined ? wish.asked : wish.chosen;
  const askedDays = asked === undefined ? days : asked;
  const isLess = days !== null && (askedDays === null || askedDays > days);
  const isShortened = endsAt === end.endsAt && (end.isShortened || isLess);
  const seat = own ? ('kept' as const) : license.kind === 'named' ? ('named' as const) : ('free' as const);
  return {
    granted: true,
    days,
    endsAt,
    verdict: isShortened
      ? { code: 'shortened', askedDays, endsAt }
      : { code: 'ready', seat, used: own ? used : used + 1, seats: license.seats },
  };
}

/** A machine's wish is met as far as it goes; what a person chose is taken at its word. */
export function daysOf({ chosen, asked }: DaysWish, rules: OfflineRules): OfflineLength {
  if (chosen !== undefined) return chosen;
  if (asked === null) return rules.allowsUntilEnd ? null : Math.max(...rules.lengths);
  const wished = asked ?? usualDays;
  return isAllowedLength(wished, rules.lengths) ? wished : nearestAllowed(wished, rules.lengths);
}

const isAllowed = (days: OfflineLength, { lengths, allowsUntilEnd }: OfflineRules): boolean =>
  days === null ? allowsUntilEnd : isAllowedLength(days, lengths);

function inTheWay(facts: RequestFacts, days: OfflineLength, now: Moment): Failure | null {
  const { license, user, own, used, organization } = facts;
  const { words, seats } = license;
  switch (phase(license, now)) {
    case 'revoked':
      return new Failure('license-revoked', { license: words });
    case 'ended':
      return new Failure('license-ended', { license: words, endedAt: license.endsAt ?? now });
    case 'not-started':
      return new Failure('license-not-started', { license: words, startsAt: license.startsAt });
    case 'running':
  }
  if (user === null) return new Failure('not-found', {});
  if (!hasRight(license, user)) return new Failure('not-assigned', { license: words });
  if (!isAllowed(days, organization))
    return new Failure('offline-length-not-allowed', {
      lengths: [...organization.lengths],
      untilEnd: organization.allowsUntilEnd,
    });
  if (own) return null;
  if (used >= seats) return new Failure('no-free-seat', { license: words, seats });
  if (facts.others >= snapshotLimit) return new Failure('invalid-input', { problems: [tooMany] });
  return null;
}

const tooMany = { field: 'license', problem: `a machine holds at most ${snapshotLimit} licenses` };

/** A row of the table of errors, as the verdict on a row of an intake. */
export function refused({ code, details }: Failure): IntakeVerdict {
  return { code: 'refused', failure: { code, details: { ...details } } };
}
