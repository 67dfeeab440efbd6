import { z } from 'zod';
import { Id } from './id.ts';
import { OrganizationRef, Person, PersonName } from './person.ts';
import { may, type Permission, Role } from './role.ts';
import { Moment } from './time.ts';

/** What an API key may do, in groups that people understand. */
export const KeyScope = z.enum(['read', 'audit', 'people', 'licenses', 'machines', 'offline', 'notifications']);
export type KeyScope = z.infer<typeof KeyScope>;

/** The one table of which scope lets a key use a permission. What is not in it no key may do, whoever made it. */
const scopeOf: Partial<Record<Permission, KeyScope>> = {
  'organization.view': 'read',
  'organization.view-company': 'read',
  'license.view-all': 'read',
  'machine.view': 'read',
  'team.view': 'read',
  'product.view': 'read',
  'audit.view': 'audit',
  'team.manage': 'people',
  'license.assign': 'licenses',
  'license.force-release': 'licenses',
  'machine.manage': 'machines',
  'offline.for-others': 'offline',
  'notification.manage': 'notifications',
};

export const scopeFor = (permission: Permission): KeyScope | null => scopeOf[permission] ?? null;

const permissionsOf = (scope: KeyScope): Permission[] =>
  (Object.keys(scopeOf) as Permission[]).filter((permission) => scopeOf[permission] === scope);

/** Whether a role grants all that a scope does. */
export const grantsScope = (role: Role, scope: KeyScope): boolean =>
  permissionsOf(scope).every((permission) => may(role, permission));

/** A key is never more than it has to be: the least role that grants a permission. */
export function leastRole(permission: Permission): Role {
  const least = Role.options.find((role) => may(role, permission));
  if (least === undefined) throw new Error(`no role grants ${permission}`);
  return least;
}

export const KeyName = PersonName;

/** So long a key may be good for, in days; null: until somebody revokes it. */
export const KeyDays = z.literal([30, 90, 365]).nullable();
export type KeyDays = z.infer<typeof KeyDays>;

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  start: z.string().describe('how it begins, to tell it from others'),
  scopes: z.array(KeyScope),
  maker: Person.describe('it acts as this person, within its scopes'),
  isWeaker: z.boolean().describe('the role of its maker no longer grants all of its scopes'),
  createdAt: Moment,
  expiresAt: Moment.nullable(),
  lastUsedAt: Moment.nullable().describe('to the minute'),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** A key of mine, and where. */
export const MyApiKey = ApiKey.extend({ organization: OrganizationRef });
export type MyApiKey = z.infer<typeof MyApiKey>;
