import type { Kysely } from 'kysely';
import type { SignedIn } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { Caller } from '../context.ts';
import { endKeysOf } from '../store/queries/api-key.ts';
import { organizationsOf } from '../store/queries/organization.ts';
import type { Store, Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';

/** A person's role in an organization; null when they are no member, or there is no such organization. */
export async function membershipOf(
  db: Kysely<Database>,
  personId: string,
  organizationId: string,
): Promise<Role | null> {
  const row = await db
    .selectFrom('member')
    .select('role')
    .where('userId', '=', personId)
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  return row?.role ?? null;
}

/** The same; nobody can change the role, or remove the person, before the transaction is over. */
export async function steadyMembership(
  store: Pick<Store, 'share'>,
  tx: Write,
  personId: string,
  organizationId: string,
): Promise<Role | null> {
  const row = await tx
    .selectFrom('member')
    .select('id')
    .where('userId', '=', personId)
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  if (!row) return null;
  await store.share(tx, 'member', row.id);
  return membershipOf(tx, personId, organizationId);
}

/** The people of an organization, until the transaction is over nobody else changes who they are, or what. */
export async function lockMembers(
  store: Pick<Store, 'lock'>,
  tx: Write,
  organizationId: string,
  people: readonly string[],
): Promise<Map<string, { member: string; role: Role }>> {
  // First: whether somebody is the last Owner depends on everybody.
  await store.lock(tx, 'organization', organizationId);
  const ids = await tx
    .selectFrom('member')
    .select('id')
    .where('organizationId', '=', organizationId)
    .where('userId', 'in', people)
    .orderBy('id')
    .execute();
  for (const { id } of ids) await store.lock(tx, 'member', id);
  const rows = await tx
    .selectFrom('member')
    .select(['id', 'userId', 'role'])
    .where('organizationId', '=', organizationId)
    .where('userId', 'in', people)
    .execute();
  return new Map(rows.map(({ id, userId, role }) => [userId, { member: id, role }]));
}

/** How many Owners an organization has. */
export async function countOwners(tx: Kysely<Database>, organizationId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('member')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('organizationId', '=', organizationId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Gives a member another role. */
export async function changeRole(
  tx: Write,
  { organization, person, role }: { organization: string; person: string; role: Role },
): Promise<void> {
  await tx
    .updateTable('member')
    .set({ role })
    .where('organizationId', '=', organization)
    .where('userId', '=', person)
    .execute();
}

/** Takes a person out of an organization, with the API keys they made there; answers how many. Their account stays. */
export async function endMembership(tx: Write, personId: string, organizationId: string): Promise<number> {
  await tx.deleteFrom('member').where('userId', '=', personId).where('organizationId', '=', organizationId).execute();
  await tx
    .updateTable('person_details')
    .set({ default_organization_id: null })
    .where('person_id', '=', personId)
    .where('default_organization_id', '=', organizationId)
    .execute();
  return endKeysOf(tx, personId, organizationId);
}

/** What a person is told about who they are and where they belong. */
export async function signedIn(db: Kysely<Database>, caller: Caller): Promise<SignedIn> {
  const organizations = await organizationsOf(db, caller.person.id);
  return {
    person: caller.person,
    isVendor: caller.isVendor,
    memberships: organizations.map(({ id, name, role, isDefault, timeZone, roleSet }) => ({
      organization: { id, name },
      role,
      isDefault,
      timeZone,
      roleSet,
    })),
    sessionExpiresAt: caller.sessionExpiresAt,
  };
}
