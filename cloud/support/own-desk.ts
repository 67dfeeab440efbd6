import { Failure } from '#shared/errors.ts';
import type { Ticket } from '#shared/models/support.ts';
import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import {
  addMessage,
  addTicket,
  addTicketFile,
  findTicket,
  type TicketRow,
  ticketsOf,
} from '../store/queries/support.ts';
import type { SupportDesk } from './port.ts';

/** So many of one person's tickets are listed. */
export const mostTickets = 500;

/** The desk of this cloud: tickets are rows of its own, and its portal is the support site. */
export function createOwnDesk({
  config,
  store,
  clock,
  random,
}: Pick<CloudParts, 'config' | 'store' | 'clock' | 'random'>): SupportDesk {
  const { publicUrl, name } = config;
  return {
    about: { place: 'here', site: name, url: new URL('/support', publicUrl).href, signIn: 'cloud-account' },

    async tickets({ organization, person }) {
      const whose = { organization: organization.id, person: person.id };
      const rows = await ticketsOf(store.db, whose, mostTickets + 1);
      return {
        tickets: rows.slice(0, mostTickets).map((row) => shownTicket(row, publicUrl)),
        isWhole: rows.length <= mostTickets,
      };
    },

    create: ({ organization, person }, { bundle, description, ...about }, _key, keep) =>
      keep(async (tx) => {
        const now = clock.now();
        const row: TicketRow = {
          ...about,
          id: newId(random, 'T'),
          organization_id: organization.id,
          person_id: person.id,
          status: 'new',
          created_at: now,
          updated_at: now,
        };
        const message = { id: newId(random, 'N'), ticket_id: row.id, at: now, from_support: 0, name: person.name };
        await addTicket(tx, row);
        await addMessage(tx, { ...message, text: description }, 'new');
        if (bundle) {
          const bytes = Buffer.from(bundle.data, 'base64').length;
          await addTicketFile(tx, { ...bundle, id: newId(random, 'F'), message_id: message.id, bytes });
        }
        return shownTicket(row, publicUrl);
      }),

    async wayTo({ organization, person }, ticket) {
      if (ticket === null) return new URL('/support', publicUrl).href;
      const row = await findTicket(store.db, ticket, { organization: organization.id, person: person.id });
      if (!row) throw new Failure('not-found', {});
      return urlOf(row.id, publicUrl);
    },
  };
}

const urlOf = (id: string, publicUrl: string) => new URL(`/support/${encodeURIComponent(id)}`, publicUrl).href;

export const shownTicket = (row: TicketRow, publicUrl: string): Ticket => ({
  id: row.id,
  subject: row.subject,
  status: row.status,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  url: urlOf(row.id, publicUrl),
});
