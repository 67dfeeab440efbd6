import { z } from 'zod';
import { Catalogue } from '../../models/catalogue.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

export const catalogue = {
  show: operation('Shows the products of my organizations, and where help is', { needs: 'session' })
    .input(z.object({}))
    .output(Catalogue),
};

export const Mail = z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string(), sentAt: Moment });

/** Only on an embedded cloud, which sends no mail: the page shows what would have been sent. */
export const outbox = {
  list: operation('Lists the mails an embedded cloud would have sent, newest first', { needs: 'nothing' }, [
    'not-found',
  ])
    .input(z.object({}))
    .output(z.array(Mail)),
};
