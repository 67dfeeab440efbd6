import type { SignedLease } from '#shared/files/license.ts';
import { graceEndsAt, standingOf } from '#shared/files/standing.ts';
import type { HeldLease } from '#shared/models/status.ts';
import type { Moment } from '#shared/models/time.ts';

/** A signed lease as people see it, with the verdict at this moment. */
export const heldLease = (lease: SignedLease, now: Moment): HeldLease => ({
  id: lease.id,
  organization: lease.organization,
  timeZone: lease.timeZone,
  license: lease.license.id,
  product: lease.license.product,
  edition: lease.license.edition,
  services: lease.license.services,
  person: lease.person?.name ?? null,
  mode: lease.mode,
  leaseEndsAt: lease.leaseEndsAt,
  licenseEndsAt: lease.licenseEndsAt,
  unassignGraceEndsAt: lease.unassignGraceEndsAt,
  graceEndsAt: graceEndsAt(lease),
  standing: standingOf(lease, now),
});
