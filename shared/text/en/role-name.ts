import type { Role, RoleSet } from '../../models/role.ts';

const roles: Record<Role, string> = {
  member: 'Member',
  reader: 'Reader',
  editor: 'Editor',
  manager: 'Manager',
  owner: 'Owner',
};

/** What a role is called in an organization: with the simple set a Manager is its Admin. */
export const roleName = (role: Role, roleSet: RoleSet): string =>
  roleSet === 'simple' && role === 'manager' ? 'Admin' : roles[role];
