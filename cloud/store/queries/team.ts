import type { Kysely } from 'kysely';
import type { TeamInvitation, TeamLicense, TeamPerson } from '#shared/models/team.ts';
import type { Moment } from '#shared/models/time.ts';
import { isLapsed } from '../../rules/lease-life.ts';
import { momentOf } from '../moment.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

const byName = new Intl.Collator('en', { numeric: true });

/** The people of an organization by name, or one of them. Two queries, however many there are. */
export async function teamPeople(db: Db, organization: string, person?: string): Promise<TeamPerson[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['user.id', 'user.name', 'user.email', 'user.emailVerified', 'member.role', 'member.createdAt'])
    .where('member.organizationId', '=', organization)
    .$if(person !== undefined, (query) => query.where('member.userId', '=', person ?? ''))
    .execute();
  const licenses = await assignedTo(db, organization, person);
  return rows
    .map(({ id, name, email, emailVerified, role, createdAt }) => ({
      person: { id, name, email },
      role,
      joinedAt: momentOf(createdAt),
      isVerified: Boolean(emailVerified),
      licenses: licenses.get(id) ?? { count: 0, names: [] },
    }))
    .toSorted((a, b) => byName.compare(a.person.name, b.person.name) || (a.person.id < b.person.id ? -1 : 1));
}

/** How many licenses of an organization each person is assigned to, and what these are called. */
async function assignedTo(db: Db, organization: string, person?: string): Promise<Map<string, TeamPerson['licenses']>> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('license', 'license.id', 'assignment.license_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select(['assignment.person_id', 'product.name as product', 'edition.name as edition'])
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('license.organization_id', '=', organization)
    .$if(person !== undefined, (query) => query.where('assignment.person_id', '=', person ?? ''))
    .groupBy(['assignment.person_id', 'product.name', 'edition.name'])
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.person_id)].map(([id, some]) => [
      id,
      {
        count: some.reduce((sum, { count }) => sum + Number(count), 0),
        names: some.map(({ product, edition }) => `${product} ${edition}`).toSorted(byName.compare),
      },
    ]),
  );
}

/** Invitations that nobody has accepted: those that are open, and those that have ended by the clock since a moment. */
export async function openInvitations(db: Db, organization: string, endedSince: Moment): Promise<TeamInvitation[]> {
  const rows = await invitationRows(db).where('invitation.organizationId', '=', organization).execute();
  const listed = rows.filter(({ expiresAt }) => momentOf(expiresAt) > endedSince);
  const licenses = await promised(
    db,
    listed.map(({ id }) => id),
  );
  return listed
    .map(({ id, email, role, name, createdAt, expiresAt }) => ({
      id,
      email,
      role,
      invitedBy: name,
      invitedAt: momentOf(createdAt),
      expiresAt: momentOf(expiresAt),
      licenses: licenses.get(id) ?? [],
    }))
    .toSorted((a, b) => byName.compare(a.email, b.email) || b.invitedAt - a.invitedAt);
}

/** One of them, whether it has ended by the clock or not. */
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

async function promised(db: Db, invitations: readonly string[]): Promise<Map<string, TeamInvitation['licenses']>> {
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

/** The licenses of an organization that a person is assigned to, or has a seat of, with these seats. */
export async function licensesOfMember(
  db: Db,
  organization: string,
  person: string,
  now: Moment,
): Promise<TeamLicense[]> {
  const assigned = new Set(
    (
      await db
        .selectFrom('assignment')
        .innerJoin('license', 'license.id', 'assignment.license_id')
        .select('license.id')
        .where('license.organization_id', '=', organization)
        .where('assignment.person_id', '=', person)
        .execute()
    ).map(({ id }) => id),
  );
  const leases = Map.groupBy(await seatsOfMember(db, organization, person, now), (lease) => lease.license_id);
  const ids = [...new Set([...assigned, ...leases.keys()])];
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('license')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select(['license.id', 'license.ends_at', 'product.name as product', 'edition.name as edition'])
    .where('license.id', 'in', ids)
    .execute();
  return rows
    .map(({ id, product, edition, ends_at: endsAt }) => ({
      id,
      name: `${product} ${edition}`,
      endsAt,
      isAssigned: assigned.has(id),
      leases: (leases.get(id) ?? []).map((lease) => ({
        id: lease.id,
        machine: lease.machine,
        mode: lease.mode,
        leaseEndsAt: lease.ends_at,
        unassignGraceEndsAt: lease.unassign_grace_ends_at,
      })),
    }))
    .toSorted((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

async function seatsOfMember(db: Db, organization: string, person: string, now: Moment) {
  const rows = await db
    .selectFrom('lease')
    .innerJoin('license', 'license.id', 'lease.license_id')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .select(['lease.id', 'lease.license_id', 'machine.name as machine', 'lease.mode', 'lease.ends_at'])
    .select(['lease.held_until', 'lease.unassign_grace_ends_at'])
    .where('license.organization_id', '=', organization)
    .where('lease.person_id', '=', person)
    .where('lease.ended_at', 'is', null)
    .orderBy('machine.name')
    .execute();
  return rows.filter(({ mode, ends_at: endsAt, held_until: heldUntil }) => !isLapsed({ mode, endsAt, heldUntil }, now));
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
