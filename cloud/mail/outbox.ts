import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import { html, plainText } from './html.ts';
import type { Mailer } from './port.ts';

/** Keeps mails for the outbox page: an embedded cloud sends none. */
export function createOutbox({ store, clock, random }: Pick<CloudParts, 'store' | 'clock' | 'random'>): Mailer {
  return {
    async send(letter) {
      const row = {
        id: newId(random, 'T'),
        recipient: letter.to,
        subject: letter.subject,
        text: plainText(letter),
        html: html(letter),
        sent_at: clock.now(),
      };
      await store.db.insertInto('outbox').values(row).execute();
    },
  };
}
