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

/** What the rules need to know of a live lease. `endsAt`: as signed; until then its machine may run. */
export interface LeaseFacts {
  mode: LeaseMode;
  personId: string | null;
  endsAt: Moment;
  unassignGraceEndsAt: Moment | null;
}

/** A person's standing towards one license. */
export interface UserFacts {
  role: Role;
  isAssigned: boolean;
}
