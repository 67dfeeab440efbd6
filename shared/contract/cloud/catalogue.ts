import { z } from 'zod';
import { Catalogue } from '../../models/catalogue.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

export const catalogue = {
  show: operation('Shows the products of my organizations, and where help is', { needs: 'session' })
    .input(z.object({}))
    .output(Catalogue),
};

export const Mail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().describe('the same words as they are sent as HTML; written by a program, to be shown without trust'),
  sentAt: Moment,
});

/** Only on an embedded cloud, which sends no mail: the page shows what would have been sent. */
export const outbox = {
  list: operation(
    'Lists the mails an embedded cloud would have sent, newest first, 100 at most',
    { needs: 'nothing' },
    ['not-found'],
  )
    .input(z.object({ words: z.string().max(200).optional().describe('that are all in it') }))
    .output(z.array(Mail)),
};
