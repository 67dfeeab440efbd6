import type { CheckResult } from '../models/check.ts';
import type { Moment } from '../models/time.ts';
import type { SignedLease } from './license.ts';
import { type Standing, standingOf } from './standing.ts';
import type { ClockState } from './time.ts';

/** What is asked: may this product run here? Without an edition, any will do. */
export interface CheckQuestion {
  product: string;
  edition?: string | undefined;
}

/** What was found in one state folder. */
export type LeasePlace =
  | { file: null }
  | { file: string; refusal: string }
  | { file: string; refusal: null; leases: readonly SignedLease[]; now: Moment; clock: ClockState };

/** The best comes first. */
const verdicts = ['licensed', 'grace', 'clock-needs-attention', 'ended', 'refused', 'not-licensed'] as const;

const verdictOf: Record<Standing, CheckResult['verdict']> = {
  valid: 'licensed',
  'unassign-grace': 'licensed',
  'lease-grace': 'grace',
  ended: 'ended',
};

/** The verdict on a product: the best that any of the places allows. */
export function judgeProduct(question: CheckQuestion, places: readonly LeasePlace[]): CheckResult {
  const results = places.flatMap((place) => judgePlace(question, place));
  const rank = ({ verdict }: CheckResult) => verdicts.indexOf(verdict);
  return (
    results.toSorted((a, b) => rank(a) - rank(b) || (b.leaseEndsAt ?? 0) - (a.leaseEndsAt ?? 0))[0] ?? nothing(question)
  );
}

function judgePlace(question: CheckQuestion, place: LeasePlace): CheckResult[] {
  if (place.file === null) return [];
  const empty = { ...nothing(question), file: place.file };
  if (place.refusal !== null) return [{ ...empty, verdict: 'refused', refusal: place.refusal }];
  const { leases, now, clock } = place;
  const fitting = leases.filter(({ license, notBefore }) => {
    const isEdition = question.edition === undefined || license.edition.id === question.edition;
    return license.product.id === question.product && isEdition && notBefore <= now;
  });
  if (fitting.length === 0) return [empty];
  return fitting.map((lease) => ({
    ...empty,
    verdict: judgeLease(lease, now, clock),
    edition: lease.license.edition.id,
    services: lease.license.services,
    organization: lease.organization.name,
    person: lease.person?.name ?? null,
    leaseEndsAt: lease.leaseEndsAt,
    licenseEndsAt: lease.licenseEndsAt,
  }));
}

/** With a clock that is not believed a lease never counts as ended, and as good only if it was before the clock was set back. */
function judgeLease(lease: SignedLease, now: Moment, clock: ClockState): CheckResult['verdict'] {
  const verdict = verdictOf[standingOf(lease, now)];
  if (clock.state !== 'needs-attention' || verdict === 'ended') return verdict;
  const before = verdictOf[standingOf(lease, Math.max(now, clock.reached))];
  return before === 'ended' || now >= clock.graceEndsAt ? 'clock-needs-attention' : before;
}

const nothing = ({ product, edition }: CheckQuestion): CheckResult => ({
  verdict: 'not-licensed',
  product,
  edition: edition ?? null,
  services: [],
  organization: null,
  person: null,
  leaseEndsAt: null,
  licenseEndsAt: null,
  refusal: null,
  file: null,
});
