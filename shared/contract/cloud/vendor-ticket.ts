import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { TicketStatus, TicketText, TicketWithMessages } from '../../models/support.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';
import { IdempotencyKey } from './license.ts';

const ofTicket = z.object({ ticket: Id });
const idempotencyKey = IdempotencyKey.optional();

/** Who asks, for the vendor's eyes. */
export const AskedTicket = TicketWithMessages.extend({
  organization: z.string(),
  person: z.object({ name: z.string(), email: z.string() }),
});
export type AskedTicket = z.infer<typeof AskedTicket>;

/** The vendor's side of the desk of this cloud (O3). */
export const vendorTicket = {
  list: operation('Lists the tickets of all organizations, those first that wait for the vendor', {
    needs: 'vendor',
    example: 'ticket list --status open',
  })
    .input(
      z.object({
        status: TicketStatus.optional().describe('left out: all that are neither solved nor closed'),
        organization: Id.optional(),
      }),
    )
    .output(
      z.array(
        z.object({
          id: Id,
          status: TicketStatus,
          updatedAt: Moment,
          organization: z.string(),
          person: z.string(),
          subject: z.string(),
        }),
      ),
    ),
  show: operation(
    'Shows a ticket with everything that was written',
    { needs: 'vendor', example: 'ticket show --ticket T-1' },
    ['not-found'],
  )
    .input(ofTicket)
    .output(AskedTicket),
  file: operation(
    'Gives a file that came with a ticket',
    { needs: 'vendor', example: 'ticket file --ticket T-1 --file F-1 --json' },
    ['not-found'],
  )
    .input(ofTicket.extend({ file: Id }))
    .output(z.object({ name: z.string(), data: z.string().describe('the file, as base64') })),
  reply: operation(
    'Answers a ticket; its person gets a mail',
    { needs: 'vendor', example: 'ticket reply --ticket T-1 --text "Please try driver 560." --status pending' },
    ['not-found'],
  )
    .input(
      ofTicket.extend({
        text: TicketText,
        status: z
          .enum(['open', 'pending', 'hold', 'solved'])
          .default('pending')
          .describe('pending: the person is asked something; hold: somebody else has to do something first'),
        idempotencyKey,
      }),
    )
    .output(AskedTicket),
  close: operation('Closes a ticket', { needs: 'vendor', example: 'ticket close --ticket T-1' }, ['not-found'])
    .input(ofTicket.extend({ idempotencyKey }))
    .output(AskedTicket),
};
