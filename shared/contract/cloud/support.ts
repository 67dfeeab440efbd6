import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { SupportDeskAbout, Ticket, TicketText, TicketWish, TicketWithMessages } from '../../models/support.ts';
import { operation } from '../operation.ts';
import { IdempotencyKey } from './license.ts';

const ofOrganization = z.object({ organization: Id });
const ofTicket = ofOrganization.extend({ ticket: Id });
const idempotencyKey = IdempotencyKey.optional();

/** Everybody has tickets of their own, and sees nobody else's, whatever their role. */
const own = { needs: 'organization.view', subject: 'organization' } as const;

/** My tickets at the support desk (O3): of this cloud, or of a support site that it is connected to. */
export const support = {
  desk: operation('Says where tickets are answered, and how one signs in there', {
    ...own,
    example: 'cloud support desk --organization O-1',
  })
    .input(ofOrganization)
    .output(SupportDeskAbout),
  tickets: operation(
    'Lists my own tickets with status and last update, the newest first',
    { ...own, example: 'cloud support tickets --organization O-1' },
    ['support-failed'],
  )
    .input(ofOrganization)
    .output(
      z.object({
        tickets: z
          .array(Ticket)
          .describe('of a support site of its own: all of this person’s, it knows no organizations'),
        isWhole: z.boolean().describe('false: there are older ones'),
      }),
    ),
  create: operation(
    'Asks support: makes a ticket of mine',
    {
      ...own,
      example: 'cloud support create --organization O-1 --subject "Black output" --description "Since the update, …"',
    },
    ['not-found', 'support-failed', 'too-many-attempts'],
  )
    .input(ofOrganization.extend({ ...TicketWish.shape, idempotencyKey }))
    .output(Ticket),
  show: operation(
    'Shows a ticket of mine with everything that was written; only where this cloud has the desk',
    { ...own, example: 'cloud support show --organization O-1 --ticket T-1' },
    ['not-found', 'not-here'],
  )
    .input(ofTicket)
    .output(TicketWithMessages),
  reply: operation(
    'Writes to a ticket of mine; one that was solved or closed is open again. Only where this cloud has the desk',
    { ...own, example: 'cloud support reply --organization O-1 --ticket T-1 --text "It helped, thank you."' },
    ['not-found', 'not-here', 'too-many-attempts'],
  )
    .input(ofTicket.extend({ text: TicketText, idempotencyKey }))
    .output(TicketWithMessages),
  close: operation(
    'Closes a ticket of mine; writing to it opens it again. Only where this cloud has the desk',
    { ...own, example: 'cloud support close --organization O-1 --ticket T-1' },
    ['not-found', 'not-here'],
  )
    .input(ofTicket)
    .output(TicketWithMessages),
  visit: operation(
    'Gives a browser the way to the support site, or to a ticket there: signed in where the site takes this account',
    { ...own, holdsToken: true },
    ['not-found', 'support-failed'],
  )
    .input(ofOrganization.extend({ ticket: Id.optional() }))
    .output(z.object({ url: z.url() })),
};
