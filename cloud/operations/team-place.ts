import { Failure } from '#shared/errors.ts';
import { may, mayHandle, type Permission, type Role, type RoleSet, rolesIn } from '#shared/models/role.ts';
import { lockMembers } from '../auth/memberships.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { roleOfCaller } from '../integrations/key-admission.ts';
import type { Write } from '../store/open.ts';

/** An organization whose people stay as they are until the transaction is over. */
export interface SteadyTeam {
  organization: { id: string; name: string; timeZone: string; roleSet: RoleSet };
  me: { id: string; name: string; role: Role };
  /** Those that were asked for and belong here. */
  roles: Map<string, Role>;
}

/**
 * Locks what decides about people. The guard has let the caller in, but that was before: meanwhile they may have got
 * another role, or been removed.
 */
export async function steadyTeam(
  { store }: Pick<CloudParts, 'store'>,
  context: GuardedContext,
  tx: Write,
  people: readonly string[],
  needs: Permission,
): Promise<SteadyTeam> {
  const { person } = callerOf(context);
  const id = placeOf(context).organization;
  const members = await lockMembers(store, tx, id, [person.id, ...people]);
  const mine = members.get(person.id);
  if (!mine) throw new Failure('not-found', {});
  const role = roleOfCaller(callerOf(context), placeOf(context), mine.role);
  if (!may(role, needs)) throw new Failure('not-allowed', { needs });
  const found = await tx
    .selectFrom('organization')
    .innerJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .select(['name', 'time_zone', 'role_set'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new Failure('not-found', {});
  return {
    organization: { id, name: found.name, timeZone: found.time_zone, roleSet: found.role_set },
    me: { id: person.id, name: person.name, role },
    roles: new Map([...members].map(([member, { role }]) => [member, role])),
  };
}

/** Throws when a role is out of reach for the caller: only Owners deal with Owners. */
export function refuseAbove({ me }: Pick<SteadyTeam, 'me'>, role: Role): void {
  if (!mayHandle(me.role, role)) throw new Failure('not-allowed', { needs: 'team.manage-owners' });
}

/** Throws when the organization does not use a role: in the simple set nobody is Reader or Editor. */
export function refuseUnused({ organization }: Pick<SteadyTeam, 'organization'>, role: Role): void {
  if (!rolesIn(organization.roleSet).includes(role)) throw new Failure('role-not-offered', { role });
}
