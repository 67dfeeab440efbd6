import type { TicketStatus } from '#shared/models/support.ts';

/** Whoever asked wrote again: whatever it was, it is the vendor's move now. One nobody has looked at yet stays new. */
export const afterPersonWrote = (status: TicketStatus): TicketStatus => (status === 'new' ? 'new' : 'open');

/** Tickets that wait for the vendor, then those that wait for somebody else, then those that are done. */
export const deskOrder: readonly TicketStatus[] = ['new', 'open', 'hold', 'pending', 'solved', 'closed'];

/** What a list shows that asks for nothing in particular. */
export const unfinished: readonly TicketStatus[] = ['new', 'open', 'hold', 'pending'];
