import { z } from 'zod';

/** From least to most; "Manager" is shown as "Admin" where an organization uses the simple role set. */
export const Role = z.enum(['member', 'reader', 'editor', 'manager', 'owner']);
export type Role = z.infer<typeof Role>;

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
} as const satisfies Record<string, readonly Role[]>;

export const Permission = z.enum(Object.keys(permissions) as [keyof typeof permissions]);
export type Permission = z.infer<typeof Permission>;

/** Whether a role grants a permission. */
export function may(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** Whether a role may give, change or take another one: Managers up to Manager, Owners all. */
export const mayHandle = (mine: Role, other: Role): boolean =>
  may(mine, 'team.manage') && (other !== 'owner' || may(mine, 'team.manage-owners'));
