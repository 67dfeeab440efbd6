import { z } from 'zod';

/** From least to most; "Manager" is shown as "Admin" where an organization uses the simple role set. */
export const Role = z.enum(['member', 'reader', 'editor', 'manager', 'owner']);
export type Role = z.infer<typeof Role>;

/** Which roles an organization uses: all of them, or only Owner, Admin and Member. */
export const RoleSet = z.enum(['simple', 'full']);
export type RoleSet = z.infer<typeof RoleSet>;

/** The roles of a set, from least to most. */
export const rolesIn = (set: RoleSet): readonly Role[] =>
  set === 'full' ? Role.options : Role.options.filter((role) => role !== 'reader' && role !== 'editor');

/** Who may buy, besides the Owners: each organization decides. */
export const Buyers = z.enum(['owners', 'managers']);
export type Buyers = z.infer<typeof Buyers>;

const everybody = Role.options;
const editors = ['editor', 'manager', 'owner'] as const satisfies Role[];
const managers = ['manager', 'owner'] as const satisfies Role[];
const owners = ['owner'] as const satisfies Role[];

/** The one table of who may do what in an organization (PRODUCT, Roles). */
export const permissions = {
  'organization.view': everybody,
  'license.use-assigned': everybody,
  'license.take-floating': editors,
  'license.view-all': managers,
  'license.assign': managers,
  'license.force-release': managers,
  'machine.view': managers,
  'machine.manage': managers,
  'offline.for-others': managers,
  'team.view': managers,
  'audit.view': managers,
  'organization.view-company': managers,
  'team.manage': managers,
  'product.view': managers,
  'notification.manage': managers,
  'integration.manage': managers,
  'team.manage-owners': owners,
  'team.hand-over': owners,
  'organization.close': owners,
  'organization.edit': owners,
  'license.buy': owners,
} as const satisfies Record<string, readonly Role[]>;

export const Permission = z.enum(Object.keys(permissions) as [keyof typeof permissions]);
export type Permission = z.infer<typeof Permission>;

/** Whether a role grants a permission. Who may buy is also up to the organization: Owners alone, until it says more. */
export function may(role: Role, permission: Permission, { buyers = 'owners' }: { buyers?: Buyers } = {}): boolean {
  if (permission === 'license.buy' && buyers === 'managers') return (managers as readonly Role[]).includes(role);
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** Whether a role may give, change or take another one: Managers up to Manager, Owners all. */
export const mayHandle = (mine: Role, other: Role): boolean =>
  may(mine, 'team.manage') && (other !== 'owner' || may(mine, 'team.manage-owners'));
