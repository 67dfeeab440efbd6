import type { Kysely } from 'kysely';
import { momentOf } from '../moment.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export async function identityOf(db: Db, person: string) {
  const { createdAt, ...row } = await db
    .selectFrom('user')
    .select(['id', 'name', 'email', 'createdAt'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  return { ...row, createdAt: momentOf(createdAt) };
}

/** Without what opens them. */
export async function sessionsOf(db: Db, person: string) {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'machineName', 'userAgent', 'ipAddress', 'createdAt', 'expiresAt'])
    .where('userId', '=', person)
    .orderBy('createdAt')
    .execute();
  return rows.map((row) => ({ ...row, createdAt: momentOf(row.createdAt), expiresAt: momentOf(row.expiresAt) }));
}

/** Accounts at providers of organizations that sign this person in. */
export async function signOnAccountsOf(db: Db, person: string) {
  const rows = await db
    .selectFrom('account')
    .select(['providerId as issuer', 'accountId as account', 'createdAt'])
    .where('userId', '=', person)
    .where('providerId', '!=', 'credential')
    .orderBy('createdAt')
    .execute();
  return rows.map(({ createdAt, ...row }) => ({ ...row, linkedAt: momentOf(createdAt) }));
}

/** How organizations call a person, and as whom those they have left remember them. Notes are for managers alone. */
export const recordsOf = (db: Db, person: string) =>
  db
    .selectFrom('person_record')
    .innerJoin('organization', 'organization.id', 'person_record.organization_id')
    .select(['organization.name as organization', 'called', 'person_record.name', 'email', 'role'])
    .select('removed_at as removedAt')
    .where('person_id', '=', person)
    .orderBy('organization.name')
    .execute();

/** Licenses, with what they are called. */
const named = (db: Db) =>
  db
    .selectFrom('license')
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .innerJoin('product', 'product.id', 'license.product_id')
    .innerJoin('edition', (join) =>
      join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
    )
    .select(['organization.name as organization', 'product.name as product', 'edition.name as edition']);

export const assignmentsOf = (db: Db, person: string) =>
  named(db)
    .innerJoin('assignment', 'assignment.license_id', 'license.id')
    .select(['license.id as license', 'assignment.assigned_at as assignedAt'])
    .where('assignment.person_id', '=', person)
    .orderBy('assignment.assigned_at')
    .orderBy('license.id')
    .execute();

export const leasesOf = (db: Db, person: string) =>
  named(db)
    .innerJoin('lease', 'lease.license_id', 'license.id')
    .innerJoin('machine', 'machine.id', 'lease.machine_id')
    .select(['lease.id', 'machine.name as machine', 'lease.mode', 'lease.started_at as startedAt'])
    .select(['lease.ends_at as endsAt', 'lease.ended_at as endedAt', 'lease.end_reason as endReason'])
    .where('lease.person_id', '=', person)
    .orderBy('lease.started_at')
    .orderBy('lease.id')
    .execute();

export async function invitationsBy(db: Db, person: string) {
  const rows = await db
    .selectFrom('invitation')
    .innerJoin('organization', 'organization.id', 'invitation.organizationId')
    .select(['organization.name as organization', 'email', 'role', 'status', 'invitation.createdAt'])
    .where('inviterId', '=', person)
    .orderBy('invitation.createdAt')
    .execute();
  return rows.map((row) => ({ ...row, createdAt: momentOf(row.createdAt) }));
}

/** What a person wrote to the desk of this cloud, and what was answered; files by their names. */
export async function ticketsOf(db: Db, person: string) {
  const tickets = await db
    .selectFrom('support_ticket')
    .select(['id', 'subject', 'status', 'product', 'license', 'machine', 'created_at as createdAt'])
    .where('person_id', '=', person)
    .orderBy('created_at')
    .execute();
  const messages = await db
    .selectFrom('support_message')
    .innerJoin('support_ticket', 'support_ticket.id', 'support_message.ticket_id')
    .select(['ticket_id', 'at', 'name', 'text'])
    .where('support_ticket.person_id', '=', person)
    .orderBy('position')
    .execute();
  const byTicket = Map.groupBy(messages, ({ ticket_id: ticket }) => ticket);
  return tickets.map((ticket) => ({
    ...ticket,
    messages: (byTicket.get(ticket.id) ?? []).map(({ at, name, text }) => ({ at, name, text })),
  }));
}

/** What calls in a person’s name, without what it calls with. */
export const apiKeysOf = (db: Db, person: string) =>
  db
    .selectFrom('api_key')
    .innerJoin('organization', 'organization.id', 'api_key.organization_id')
    .select(['organization.name as organization', 'api_key.name', 'scopes', 'created_at as createdAt'])
    .select(['expires_at as expiresAt', 'last_used_at as lastUsedAt'])
    .where('person_id', '=', person)
    .orderBy('created_at')
    .execute();

/** What organizations tell a person of at their address, on whichever list it stands. */
export const notificationsOf = async (db: Db, person: string) =>
  (
    await db
      .selectFrom('notification')
      .innerJoin('organization', 'organization.id', 'notification.organization_id')
      .innerJoin('user', 'user.email', 'notification.email')
      .select(['organization.name as organization', 'kinds', 'days_before as daysBefore'])
      .where('user.id', '=', person)
      .orderBy('organization.name')
      .execute()
  ).map((row) => ({ ...row, kinds: JSON.parse(row.kinds) as unknown }));

/** Organizations that a person wanted to hand over, or was to have. */
export const ownershipOffersOf = (db: Db, person: string) =>
  db
    .selectFrom('ownership_offer')
    .innerJoin('organization', 'organization.id', 'ownership_offer.organization_id')
    .select(['organization.name as organization', 'from_person as from', 'to_person as to'])
    .select(['offered_at as offeredAt', 'expires_at as expiresAt', 'ended_at as endedAt'])
    .where(({ eb, or }) => or([eb('from_person', '=', person), eb('to_person', '=', person)]))
    .orderBy('offered_at')
    .execute();

/** Since when there is a second step at sign-in, without what opens it. */
export const secondStepOf = (db: Db, person: string) =>
  db.selectFrom('two_factor_details').select(['mail', 'since']).where('person_id', '=', person).execute();

const deeds = (db: Db) =>
  db
    .selectFrom('audit')
    .leftJoin('organization', 'organization.id', 'audit.organization_id')
    .select(['at', 'action', 'organization.name as organization', 'subject', 'details'])
    .orderBy('at')
    .orderBy('audit.id');

type Deed = { details: string };
const read = <Row extends Deed>(rows: readonly Row[]) =>
  rows.map((row) => ({ ...row, details: JSON.parse(row.details) as unknown }));

/** What a person did, and from where. */
export const deedsBy = async (db: Db, person: string) =>
  read(await deeds(db).select('address').where('person_id', '=', person).execute());

/** What others did about a person: who, but not from where. */
export const deedsAbout = async (db: Db, person: string) =>
  read(
    await deeds(db)
      .select('actor')
      .where(({ eb, or }) => or([eb('person_id', 'is', null), eb('person_id', '!=', person)]))
      .where(({ eb, or }) => or([eb('subject', '=', person), eb('details', 'like', `%"${person}"%`)]))
      .execute(),
  );
