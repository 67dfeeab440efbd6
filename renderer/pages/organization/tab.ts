import type { ReactNode } from 'react';
import type { OrganizationRef } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';

/** What every tab of the organization's page is given. */
export interface TabProps {
  organization: OrganizationRef;
  /** Of the person who looks at it. */
  role: Role;
  /** To be shown beside the title. */
  tabs: ReactNode;
}
