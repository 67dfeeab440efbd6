import type { OperationMeta } from '#shared/contract/operation.ts';
import { Failure } from '#shared/errors.ts';
import { leastRole, scopeFor } from '#shared/models/api-key.ts';
import { may, type Permission, permissions, Role } from '#shared/models/role.ts';
import type { Caller, KeyInUse, Place } from '../context.ts';

/**
 * What a key needs for an operation: what the contract says, else the permission that only Managers have. null: keys do
 * not call it. What everybody may do is mostly about oneself, and a key is nobody.
 */
export function keyNeeds({ needs, key }: Pick<OperationMeta, 'needs' | 'key'>): Permission | null {
  if (key !== undefined) return key;
  if (!isPermission(needs) || may('member', needs)) return null;
  return scopeFor(needs) === null ? null : needs;
}

/** Throws unless the key may do what needs this permission; whether its maker may is another matter. */
export function refuseBeyondScopes({ scopes }: KeyInUse, needs: Permission): void {
  const scope = scopeFor(needs);
  if (scope === null) throw new Failure('not-for-keys', {});
  if (!scopes.includes(scope)) throw new Failure('key-lacks-scope', { scope });
}

/** The place of a key: there it is no more than it has to be, also where its maker is Owner. */
export function placeOfKey(place: Place, needs: Permission): Place {
  if (!may(place.role, needs)) throw new Failure('not-allowed', { needs });
  return { ...place, role: leastRole(needs) };
}

/** The role that counts when it is read again in a transaction: a key has no more than it was let in with. */
export function roleOfCaller({ key }: Pick<Caller, 'key'>, place: Place, role: Role): Role {
  return key ? lower(place.role, role) : role;
}

const lower = (a: Role, b: Role): Role => (Role.options.indexOf(a) < Role.options.indexOf(b) ? a : b);

const isPermission = (needs: OperationMeta['needs']): needs is Permission => Object.hasOwn(permissions, needs);
