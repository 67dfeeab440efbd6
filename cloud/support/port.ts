import type { Person } from '#shared/models/person.ts';
import type { SupportDeskAbout, Ticket, TicketBundle } from '#shared/models/support.ts';
import type { Write } from '../store/open.ts';

/** Who asks, and in which organization. */
export interface Asker {
  person: Person;
  /** Whether it is known that the address is theirs: a support site knows people by nothing else. */
  isVerified: boolean;
  organization: { id: string; name: string };
}

/** A ticket to be made; product and license in words. */
export interface NewTicket {
  subject: string;
  description: string;
  product: string | null;
  license: string | null;
  machine: string | null;
  bundle: TicketBundle | null;
}

/** Puts a new ticket on record, in the transaction that `take` may write in; answers what `take` does. */
export type Keep = (take: (tx: Write) => Promise<Ticket>) => Promise<Ticket>;

/** Where people ask for help. Throws `support-failed` when somebody else has the desk and it does not answer. */
export interface SupportDesk {
  about: SupportDeskAbout;
  /** The tickets of one person, the newest first. `isWhole` false: there are older ones. */
  tickets(asker: Asker): Promise<{ tickets: Ticket[]; isWhole: boolean }>;
  /** `key`: the same one never makes a second ticket. */
  create(asker: Asker, ticket: NewTicket, key: string | null, keep: Keep): Promise<Ticket>;
  /** What a browser opens; null: the list of tickets. It may hold a token that is good for a few minutes. */
  wayTo(asker: Asker, ticket: string | null): Promise<string>;
}
