import type { Kysely } from 'kysely';
import type { SignedIn } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { Caller } from '../context.ts';
import { organizationsOf } from '../store/queries/organization.ts';
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

/** What a person is told about who they are and where they belong. */
export async function signedIn(db: Kysely<Database>, caller: Caller): Promise<SignedIn> {
  const organizations = await organizationsOf(db, caller.person.id);
  return {
    person: caller.person,
    isVendor: caller.isVendor,
    memberships: organizations.map(({ id, name, role, isDefault, timeZone }) => ({
      organization: { id, name },
      role,
      isDefault,
      timeZone,
    })),
    sessionExpiresAt: caller.sessionExpiresAt,
  };
}
