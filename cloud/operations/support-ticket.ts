import { Failure } from '#shared/errors.ts';
import type { Ticket, TicketWithMessages } from '#shared/models/support.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { newId } from '../ids.ts';
import { afterPersonWrote } from '../rules/ticket.ts';
import type { Store } from '../store/open.ts';
import {
  addMessage,
  findTicket,
  messagesOf,
  setTicketStatus,
  vendorAddresses,
  type Whose,
} from '../store/queries/support.ts';
import { letterToDesk } from '../support/letters.ts';
import { shownTicket } from '../support/own-desk.ts';
import type { Asker } from '../support/port.ts';
import { recordDeed } from './audit.ts';

type Db = Store['db'];

/** A ticket with everything that was written; with `whose` only theirs. */
export async function showTicket(
  { config }: Pick<CloudParts, 'config'>,
  db: Db,
  id: string,
  whose?: Whose,
): Promise<TicketWithMessages> {
  const row = await findTicket(db, id, whose);
  if (!row) throw new Failure('not-found', {});
  const { product, license, machine } = row;
  return { ticket: shownTicket(row, config.publicUrl), product, license, machine, messages: await messagesOf(db, id) };
}

/** Whoever asked writes again; the vendor is told. */
export async function replyToTicket(
  parts: CloudParts,
  context: GuardedContext,
  asker: Asker,
  { ticket: id, text }: { ticket: string; text: string },
): Promise<TicketWithMessages> {
  const { person, organization } = asker;
  const whose = { organization: organization.id, person: person.id };
  const shown = await context.write(async (tx) => {
    const row = await findTicket(tx, id, whose);
    if (!row) throw new Failure('not-found', {});
    const message = { id: newId(parts.random, 'N'), ticket_id: id, at: parts.clock.now(), from_support: 0 };
    await addMessage(tx, { ...message, name: person.name, text }, afterPersonWrote(row.status));
    await recordDeed(parts, context, tx, { action: 'support.reply', organization: organization.id, subject: id });
    return showTicket(parts, tx, id, whose);
  });
  await tellDesk(parts, asker, { ticket: shown.ticket, said: text, isNew: false });
  return shown;
}

/** Closes a ticket, once; answers what `shown` makes of it. */
export async function closeTicket<Shown>(
  parts: CloudParts,
  context: GuardedContext,
  { id, whose }: { id: string; whose?: Whose },
  shown: (db: Db) => Promise<Shown>,
): Promise<Shown> {
  return context.write(async (tx) => {
    const row = await findTicket(tx, id, whose);
    if (!row) throw new Failure('not-found', {});
    if (row.status !== 'closed') {
      await setTicketStatus(tx, id, 'closed', parts.clock.now());
      const deed = { action: 'support.close', organization: row.organization_id, subject: id };
      await recordDeed(parts, context, tx, deed);
    }
    return shown(tx);
  });
}

/** Mails those who answer. Nobody's question fails because of it. */
export async function tellDesk(
  { config, store, mail }: CloudParts,
  { person, organization }: Asker,
  written: { ticket: Ticket; said: string; isNew: boolean },
): Promise<void> {
  const address = config.support?.email;
  const who = { person: person.name, organization: organization.name };
  for (const to of address ? [address] : await vendorAddresses(store.db))
    await mail.send(letterToDesk(to, { ...written, ...who }));
}
