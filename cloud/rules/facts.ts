import type { LeaseMode, LicenseKind } from '#shared/models/license.ts';
import type { Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';

/** What the rules need to know of a license. */
export interface LicenseFacts {
  kind: LicenseKind;
  seats: number;
  startsAt: Moment;
  endsAt: Moment | null;
  revokedAt: Moment | null;
}

/** What the rules need to know of a live lease. */
export interface LeaseFacts {
  mode: LeaseMode;
  personId: string | null;
  /** As signed last; until then, and for the lease grace, its machine may run. */
  endsAt: Moment;
  /** An answer before the last one said more, and the machine may not have the last one: it may run until then. */
  heldUntil: Moment | null;
  unassignGraceEndsAt: Moment | null;
}

/** A person's standing towards one license. */
export interface UserFacts {
  role: Role;
  isAssigned: boolean;
}
