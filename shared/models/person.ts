import { z } from 'zod';
import { Id } from './id.ts';
import { line } from './line.ts';
import { Role, RoleSet } from './role.ts';
import { Moment } from './time.ts';

export const Person = z.object({ id: Id, name: z.string(), email: z.email() });
export type Person = z.infer<typeof Person>;

export const OrganizationRef = z.object({ id: Id, name: z.string() });
export type OrganizationRef = z.infer<typeof OrganizationRef>;

/** One person's place in one organization. */
export const Membership = z.object({
  organization: OrganizationRef,
  role: Role,
  isDefault: z.boolean(),
  timeZone: z.string(),
  roleSet: RoleSet.describe('which roles it uses; in the simple set a Manager is called Admin'),
});
export type Membership = z.infer<typeof Membership>;

/** Who is signed in, and where they belong. Default organization first. */
export const SignedIn = z.object({
  person: Person,
  isVendor: z.boolean(),
  memberships: z.array(Membership),
  sessionExpiresAt: Moment,
});
export type SignedIn = z.infer<typeof SignedIn>;

export const PersonName = line(80);

export const Password = z.string().min(1).max(128);
export const NewPassword = z.string().min(10).max(128);
