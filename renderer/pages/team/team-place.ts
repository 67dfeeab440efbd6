import type { OrganizationRef } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';

/** Whose team it is, who looks at it, and what to do when something in it was changed. */
export interface TeamPlace {
  organization: OrganizationRef;
  /** The role of whoever looks. */
  role: Role;
  me: string;
  onChanged: () => Promise<void>;
}
