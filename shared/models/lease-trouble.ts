import { soonBefore } from './license.ts';
import type { MachineView } from './machine-view.ts';
import type { Moment } from './time.ts';

export const endsSoon = (endsAt: Moment | null, now: Moment): boolean =>
  endsAt !== null && endsAt > now && endsAt - now < soonBefore;

/** What says how the lease of a machine is doing. */
export type LeaseStanding = Pick<
  MachineView['leases'][number],
  'mode' | 'leaseEndsAt' | 'licenseEndsAt' | 'unassignGraceEndsAt' | 'acknowledgement'
>;

/** Why the lease of a machine needs somebody, the worst first. */
export type LeaseTrouble = 'ended' | 'overdue' | 'unassigned' | 'license-ends' | 'lease-ends';

/** Null: nobody has to do anything about it. */
export function troubleOf(lease: LeaseStanding, now: Moment): LeaseTrouble | null {
  if (lease.leaseEndsAt <= now) return 'ended';
  if (lease.acknowledgement === 'overdue') return 'overdue';
  if (lease.unassignGraceEndsAt !== null) return 'unassigned';
  if (endsSoon(lease.licenseEndsAt, now)) return 'license-ends';
  return lease.mode === 'offline' && endsSoon(lease.leaseEndsAt, now) ? 'lease-ends' : null;
}

/** The date of a lease that comes first; an online lease renews itself. */
export const firstEndOf = ({
  mode,
  leaseEndsAt,
  licenseEndsAt,
  unassignGraceEndsAt,
}: Omit<LeaseStanding, 'acknowledgement'>): number =>
  Math.min(
    mode === 'offline' || unassignGraceEndsAt !== null ? leaseEndsAt : Number.POSITIVE_INFINITY,
    licenseEndsAt ?? Number.POSITIVE_INFINITY,
  );
