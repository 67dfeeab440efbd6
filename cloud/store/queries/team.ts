import type { Kysely } from 'kysely';
import type { TeamInvitation } from '#shared/models/team.ts';
import type { Moment } from '#shared/models/time.ts';
import { momentOf } from '../moment.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** An invitation that nobody has accepted, whether it has ended by the clock or not. */
export async function findPending(db: Db, organization: string, id: string) {
  const row = await invitationRows(db)
    .where('invitation.organizationId', '=', organization)
    .where('invitation.id', '=', id)
    .executeTakeFirst();
  return row && { id: row.id, email: row.email, role: row.role, licenses: (await promised(db, [id])).get(id) ?? [] };
}

/** Which invitations of some addresses nobody has accepted yet, by address. */
export async function pendingOf(
  db: Db,
  organization: string,
  emails: readonly string[],
): Promise<{ id: string; email: string; expiresAt: Moment }[]> {
  if (emails.length === 0) return [];
  const rows = await invitationRows(db)
    .where('invitation.organizationId', '=', organization)
    .where('invitation.email', 'in', emails)
    .execute();
  return rows.map(({ id, email, expiresAt }) => ({ id, email, expiresAt: momentOf(expiresAt) }));
}

const invitationRows = (db: Db) =>
  db
    .selectFrom('invitation')
    .leftJoin('user', 'user.id', 'invitation.inviterId')
    .select([
      'invitation.id',
      'invitation.email',
      'invitation.role',
      'invitation.createdAt',
      'invitation.expiresAt',
      'user.name',
    ])
    .where('invitation.status', '=', 'pending');

/** What is assigned to whoever accepts some invitations. */
export async function promised(
  db: Db,
  invitations: readonly string[],
): Promise<Map<string, TeamInvitation['licenses']>> {
  if (invitations.length === 0) return new Map();
  const rows = await db
    .selectFrom('invitation_license')
    .innerJoin('license', 'license.id', 'invitation_license.license_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select(['invitation_id', 'license.id', 'product.name as product', 'edition.name as edition'])
    .where('invitation_id', 'in', invitations)
    .orderBy('license.id')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.invitation_id)].map(([id, some]) => [
      id,
      some.map((row) => ({ id: row.id, name: `${row.product} ${row.edition}` })),
    ]),
  );
}

/** Who of some addresses belongs to an organization. */
export async function membersAmong(db: Db, organization: string, emails: readonly string[]): Promise<Set<string>> {
  if (emails.length === 0) return new Set();
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select('user.email')
    .where('member.organizationId', '=', organization)
    .where('user.email', 'in', emails)
    .execute();
  return new Set(rows.map(({ email }) => email));
}

/** Ids of the licenses of an organization that people are assigned to or have a seat of, in order. */
export async function licensesInUseBy(db: Db, organization: string, people: readonly string[]): Promise<string[]> {
  const assigned = await db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .select('license.id')
    .where('license.organization_id', '=', organization)
    .where('assignment.person_id', 'in', people)
    .execute();
  const leased = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .select('license.id')
    .where('license.organization_id', '=', organization)
    .where('lease.person_id', 'in', people)
    .where('lease.ended_at', 'is', null)
    .execute();
  return [...new Set([...assigned, ...leased].map(({ id }) => id))].toSorted();
}
