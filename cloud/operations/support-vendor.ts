import type { AskedTicket } from '#shared/contract/cloud/vendor-ticket.ts';
import { Failure } from '#shared/errors.ts';
import type { TicketStatus } from '#shared/models/support.ts';
import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import { deskOrder, unfinished } from '../rules/ticket.ts';
import type { Store } from '../store/open.ts';
import { addMessage, askedTickets, askerOf, findTicket, findTicketFile } from '../store/queries/support.ts';
import { letterToPerson } from '../support/letters.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { closeTicket, showTicket } from './support-ticket.ts';

/** So many tickets are listed at once; the others are found by their state. */
const mostListed = 500;

/** The vendor's side of the desk of this cloud (O3). */
export function vendorTicketOperations(parts: CloudParts) {
  const { store, clock, random, mail } = parts;
  return {
    list: os.vendor.ticket.list.handler(async ({ input: { status, organization } }) => {
      const statuses = status === undefined ? unfinished : [status];
      const rows = await askedTickets(store.db, statuses, organization, mostListed);
      return rows
        .map(({ updated_at: updatedAt, ...row }) => ({ ...row, updatedAt }))
        .toSorted((one, other) => place(one.status) - place(other.status));
    }),

    show: os.vendor.ticket.show.handler(({ input }) => asked(parts, store.db, input.ticket)),

    file: os.vendor.ticket.file.handler(async ({ input }) => {
      const file = await findTicketFile(store.db, input.ticket, input.file);
      if (!file) throw new Failure('not-found', {});
      return file;
    }),

    reply: os.vendor.ticket.reply.handler(async ({ context, input: { ticket: id, text, status } }) => {
      const answered = await context.write(async (tx) => {
        const row = await findTicket(tx, id);
        if (!row) throw new Failure('not-found', {});
        const message = { id: newId(random, 'N'), ticket_id: id, at: clock.now(), from_support: 1 };
        await addMessage(tx, { ...message, name: context.caller?.person.name ?? parts.config.name, text }, status);
        const deed = { action: 'support.answer', organization: row.organization_id, subject: id, details: { status } };
        await recordDeed(parts, context, tx, deed);
        return asked(parts, tx, id);
      });
      await mail.send(letterToPerson(answered.person, { ticket: answered.ticket, said: text, status }));
      return answered;
    }),

    close: os.vendor.ticket.close.handler(({ context, input: { ticket: id } }) =>
      closeTicket(parts, context, { id }, (db) => asked(parts, db, id)),
    ),
  };
}

const place = (status: TicketStatus) => deskOrder.indexOf(status);

async function asked(parts: Pick<CloudParts, 'config'>, db: Store['db'], id: string): Promise<AskedTicket> {
  const row = await findTicket(db, id);
  if (!row) throw new Failure('not-found', {});
  const { name, email, organization } = await askerOf(db, row);
  return { organization, person: { name, email }, ...(await showTicket(parts, db, id)) };
}
