import type { Kysely } from 'kysely';
import type { TicketFile, TicketMessage, TicketStatus } from '#shared/models/support.ts';
import type { z } from 'zod';
import type { Database } from '../schema.ts';
import type { Write } from '../open.ts';

type Db = Kysely<Database>;
export type TicketRow = Database['support_ticket'];

/** Whose tickets: one person's in one organization. */
export interface Whose {
  organization: string;
  person: string;
}

/** The newest tickets of a person in an organization. */
export function ticketsOf(db: Db, { organization, person }: Whose, most: number): Promise<TicketRow[]> {
  return db
    .selectFrom('support_ticket')
    .selectAll()
    .where('person_id', '=', person)
    .where('organization_id', '=', organization)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

/** A ticket; with `whose` only theirs. */
export function findTicket(db: Db, id: string, whose?: Whose): Promise<TicketRow | undefined> {
  return db
    .selectFrom('support_ticket')
    .selectAll()
    .where('id', '=', id)
    .$if(whose !== undefined, (query) =>
      query.where('person_id', '=', whose?.person ?? '').where('organization_id', '=', whose?.organization ?? ''),
    )
    .executeTakeFirst();
}

/** Everything that was written to a ticket, the oldest first; files without what is in them. */
export async function messagesOf(db: Db, ticket: string): Promise<TicketMessage[]> {
  const messages = await db
    .selectFrom('support_message')
    .selectAll()
    .where('ticket_id', '=', ticket)
    .orderBy('position')
    .execute();
  const files = await db
    .selectFrom('support_file')
    .innerJoin('support_message', 'support_message.id', 'support_file.message_id')
    .select(['support_file.id', 'support_file.message_id', 'support_file.name', 'support_file.bytes'])
    .where('support_message.ticket_id', '=', ticket)
    .orderBy('support_file.id')
    .execute();
  const byMessage = Map.groupBy(files, (file) => file.message_id);
  return messages.map(({ id, at, from_support: fromSupport, name, text }) => ({
    id,
    at,
    from: fromSupport === 1 ? 'support' : 'person',
    name,
    text,
    files: (byMessage.get(id) ?? []).map(
      (file): z.infer<typeof TicketFile> => ({
        id: file.id,
        name: file.name,
        bytes: file.bytes,
      }),
    ),
  }));
}

export async function addTicket(tx: Write, ticket: TicketRow): Promise<void> {
  await tx.insertInto('support_ticket').values(ticket).execute();
}

/** Takes the row for this transaction first, so that messages of two at once stand one behind the other. */
export async function addMessage(
  tx: Write,
  message: Omit<Database['support_message'], 'position'>,
  status: TicketStatus,
): Promise<void> {
  await setTicketStatus(tx, message.ticket_id, status, message.at);
  const { last } = await tx
    .selectFrom('support_message')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('ticket_id', '=', message.ticket_id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('support_message')
    .values({ ...message, position: (last ?? -1) + 1 })
    .execute();
}

export async function setTicketStatus(tx: Write, id: string, status: TicketStatus, at: number): Promise<void> {
  await tx.updateTable('support_ticket').set({ status, updated_at: at }).where('id', '=', id).execute();
}

export async function addTicketFile(tx: Write, file: Database['support_file']): Promise<void> {
  await tx.insertInto('support_file').values(file).execute();
}

/** A file of a ticket, with what is in it. */
export function findTicketFile(db: Db, ticket: string, file: string) {
  return db
    .selectFrom('support_file')
    .innerJoin('support_message', 'support_message.id', 'support_file.message_id')
    .select(['support_file.name', 'support_file.data'])
    .where('support_message.ticket_id', '=', ticket)
    .where('support_file.id', '=', file)
    .executeTakeFirst();
}

/** Who asked, and for which organization. */
export function askerOf(db: Db, { organization_id: organization, person_id: person }: TicketRow) {
  return db
    .selectFrom('user')
    .innerJoin('organization', (join) => join.on('organization.id', '=', organization))
    .leftJoin('organization_details', 'organization_details.organization_id', 'organization.id')
    .select(['user.id', 'user.name', 'user.email', 'organization.name as organization'])
    .where('user.id', '=', person)
    .executeTakeFirstOrThrow();
}

/** Tickets of all organizations in some states. */
export function askedTickets(
  db: Db,
  statuses: readonly TicketStatus[],
  organization: string | undefined,
  most: number,
) {
  return db
    .selectFrom('support_ticket')
    .innerJoin('user', 'user.id', 'support_ticket.person_id')
    .innerJoin('organization', 'organization.id', 'support_ticket.organization_id')
    .select(['support_ticket.id', 'support_ticket.status', 'support_ticket.updated_at', 'support_ticket.subject'])
    .select(['user.name as person', 'organization.name as organization'])
    .where('support_ticket.status', 'in', statuses)
    .$if(organization !== undefined, (query) => query.where('organization_id', '=', organization ?? ''))
    .orderBy('support_ticket.updated_at', 'desc')
    .orderBy('support_ticket.id', 'desc')
    .limit(most)
    .execute();
}

/** The vendor's people, who are told of new tickets where no address is set for it. */
export async function vendorAddresses(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('person_details')
    .innerJoin('user', 'user.id', 'person_details.person_id')
    .select('user.email')
    .where('is_vendor', '=', 1)
    .orderBy('user.email')
    .execute();
  return rows.map(({ email }) => email);
}

/** What a ticket is about, in words, as far as it is this organization's; null: there is no such thing here. */
export async function subjectWords(
  db: Db,
  organization: string,
  { product, license }: { product?: string | undefined; license?: string | undefined },
): Promise<{ product: string | null; license: string | null } | null> {
  const rows =
    product === undefined && license === undefined
      ? []
      : await db
          .selectFrom('license')
          .innerJoin('product', 'product.id', 'license.product_id')
          .innerJoin('edition', (join) =>
            join.onRef('edition.product_id', '=', 'license.product_id').onRef('edition.id', '=', 'license.edition_id'),
          )
          .select(['license.id', 'license.product_id', 'product.name as product', 'edition.name as edition'])
          .where('license.organization_id', '=', organization)
          .where(({ or, eb }) =>
            or([eb('license.id', '=', license ?? ''), eb('license.product_id', '=', product ?? '')]),
          )
          .execute();
  const ofProduct = rows.find((row) => row.product_id === product);
  const ofLicense = rows.find((row) => row.id === license);
  if ((product !== undefined && !ofProduct) || (license !== undefined && !ofLicense)) return null;
  return {
    product: ofProduct?.product ?? ofLicense?.product ?? null,
    license: ofLicense ? `${ofLicense.product} ${ofLicense.edition}` : null,
  };
}

/** Who asks as a desk knows them. */
export async function personAtDesk(db: Db, { organization, person }: Whose) {
  const row = await db
    .selectFrom('user')
    .innerJoin('organization', (join) => join.on('organization.id', '=', organization))
    .select(['user.id', 'user.name', 'user.email', 'user.emailVerified', 'organization.name as organization'])
    .where('user.id', '=', person)
    .executeTakeFirstOrThrow();
  return {
    person: { id: row.id, name: row.name, email: row.email },
    isVerified: Boolean(row.emailVerified),
    organization: { id: organization, name: row.organization },
  };
}
