import { Failure } from '#shared/errors.ts';
import { inOrder, type OfflineLengths } from '#shared/models/offline-lengths.ts';
import { type Buyers, type RoleSet, rolesIn } from '#shared/models/role.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { changesOf } from '../rules/changes.ts';
import { isoOf } from '../store/moment.ts';
import type { Write } from '../store/open.ts';
import { rulesOf } from '../store/queries/organization.ts';
import { recordDeed } from './audit.ts';
import { steadyTeam } from './team-place.ts';

/** What an Owner may change. */
export interface OrganizationChanges {
  name?: string | undefined;
  timeZone?: string | undefined;
  leaseHours?: number | undefined;
  offlineLengths?: OfflineLengths | undefined;
  offlineUntilEnd?: boolean | undefined;
  buyers?: Buyers | undefined;
  roleSet?: RoleSet | undefined;
}

/** So many people a refusal names. */
const mostNamed = 10;

/** Changes the name and the rules of an organization. While it runs nobody gets another role there, nor is invited. */
export function updateOrganization(
  parts: CloudParts,
  context: GuardedContext,
  input: OrganizationChanges,
): Promise<void> {
  return parts.store.write(async (tx) => {
    const { organization } = await steadyTeam(parts, context, tx, [], 'organization.edit');
    const { id } = organization;
    const { name, timeZone, leaseHours, offlineLengths, offlineUntilEnd, buyers, roleSet } = input;
    const others = { name, timeZone, leaseHours, offlineUntilEnd, buyers, roleSet };
    const wanted = { ...others, offlineLengths: offlineLengths && inOrder(offlineLengths) };
    const details = changesOf(await rulesOf(tx, id), wanted);
    if (Object.keys(details).length === 0) return;
    if ('roleSet' in details && wanted.roleSet) await refuseInUse(parts, tx, id, wanted.roleSet);
    await change(tx, id, wanted);
    await recordDeed(parts, context, tx, { action: 'organization.update', organization: id, subject: id, details });
  });
}

async function change(tx: Write, id: string, wanted: OrganizationChanges): Promise<void> {
  const { name, timeZone, leaseHours, offlineLengths, offlineUntilEnd, buyers, roleSet } = wanted;
  if (name !== undefined) await tx.updateTable('organization').set({ name }).where('id', '=', id).execute();
  const details = {
    time_zone: timeZone,
    lease_hours: leaseHours,
    offline_lengths: offlineLengths && JSON.stringify(offlineLengths),
    offline_until_end: offlineUntilEnd === undefined ? undefined : Number(offlineUntilEnd),
    buyers,
    role_set: roleSet,
  };
  if (Object.values(details).every((value) => value === undefined)) return;
  await tx.updateTable('organization_details').set(details).where('organization_id', '=', id).execute();
}

/** Throws while somebody is, or is invited to be, what the set does not have. */
async function refuseInUse({ clock }: Pick<CloudParts, 'clock'>, tx: Write, id: string, set: RoleSet): Promise<void> {
  const roles = rolesIn(set);
  const members = await tx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select('user.name as who')
    .where('organizationId', '=', id)
    .where('role', 'not in', roles)
    .orderBy('user.name')
    .execute();
  const invited = await tx
    .selectFrom('invitation')
    .select('email as who')
    .where('organizationId', '=', id)
    .where('status', '=', 'pending')
    .where('expiresAt', '>', isoOf(clock.now()))
    .where('role', 'not in', roles)
    .orderBy('email')
    .execute();
  const people = [...members, ...invited].map(({ who }) => who);
  if (people.length === 0) return;
  throw new Failure('role-set-in-use', {
    people: people.slice(0, mostNamed),
    others: Math.max(0, people.length - mostNamed),
  });
}
