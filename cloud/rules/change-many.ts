import type { LicenseChange } from '#shared/models/license-change.ts';
import type { Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import type { LeaseFacts, LicenseFacts } from './facts.ts';
import { isLapsed, lapsesAt, leavesOverlap } from './lease-life.ts';
import { type OverlapFacts, overlapRoom, releasable } from './release.ts';
import { unassignEffect } from './unassign.ts';
import { phase } from './use.ts';

type Verdict = Pick<LicenseChange, 'outcome' | 'why' | 'until'>;

const nothing = (why: Verdict['why']): Verdict => ({ outcome: 'nothing', why, until: null });
const refused = (why: Verdict['why'], until: Moment | null): Verdict => ({ outcome: 'refused', why, until });

/** What assigning a license to somebody does. */
export function assignVerdict(
  license: Pick<LicenseFacts, 'startsAt' | 'endsAt' | 'revokedAt'>,
  isAssigned: boolean,
  now: Moment,
): Verdict {
  const current = phase(license, now);
  if (current === 'revoked') return refused('license-revoked', license.revokedAt);
  if (current === 'ended') return refused('license-ended', license.endsAt);
  return isAssigned ? nothing('already-assigned') : { outcome: 'done', why: null, until: null };
}

/** What taking a license from somebody does, and which of their seats of it are lost. */
export function unassignVerdict<Lease extends LeaseFacts>(
  license: Pick<LicenseFacts, 'kind'>,
  role: Role,
  { isAssigned, seats }: { isAssigned: boolean; seats: readonly Lease[] },
  now: Moment,
): Verdict & { lost: Lease[] } {
  const effects = seats.map((lease) => ({ lease, loss: unassignEffect(license, role, lease, now) }));
  const inTheWay = effects.find(({ loss }) => loss.effect === 'refused');
  if (inTheWay) return { ...refused('seat-is-offline', lapsesAt(inTheWay.lease)), lost: [inTheWay.lease] };
  const ends = effects.flatMap(({ lease, loss }) => (loss.effect === 'grace' ? [{ lease, endsAt: loss.endsAt }] : []));
  const lost = ends.map(({ lease }) => lease);
  if (lost.length > 0)
    return { outcome: 'grace', why: null, until: Math.max(...ends.map(({ endsAt }) => endsAt)), lost };
  return { ...(isAssigned ? { outcome: 'done', why: null, until: null } : nothing('not-assigned')), lost };
}

/** What freeing a seat from another machine does; `isOverlap`: its machine may run on meanwhile. Null: it is free already. */
export function releaseVerdict(
  lease: LeaseFacts,
  me: { id: string; role: Role },
  overlaps: { counted: readonly OverlapFacts[]; limit: number },
  now: Moment,
): (Verdict & { isOverlap: boolean }) | null {
  if (isLapsed(lease, now)) return null;
  if (releasable({ ...lease, mode: 'online' }, me) === 'no')
    return { ...refused('not-allowed', null), isOverlap: false };
  if (lease.mode === 'offline') return { ...refused('seat-is-offline', lapsesAt(lease)), isOverlap: false };
  const isOverlap = leavesOverlap(lease, 'released', now);
  const { freeAt } = overlapRoom(overlaps.counted, overlaps.limit, now);
  if (isOverlap && freeAt !== null) return { ...refused('overlap-limit', freeAt), isOverlap: false };
  return { outcome: 'done', why: null, until: lapsesAt(lease), isOverlap };
}
