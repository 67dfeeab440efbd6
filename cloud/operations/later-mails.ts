import type { Person } from '#shared/models/person.ts';
import type { CloudParts } from '../context.ts';
import type { Letter } from '../mail/port.ts';
import { organizationsOf } from '../store/queries/organization.ts';
import { mailsAfter } from './account-mails.ts';

/** Mails that go out after the answer: nobody waits for one. */
export function createLaterMails({ log, mail, store }: Pick<CloudParts, 'log' | 'mail' | 'store'>) {
  return {
    send(write: () => Promise<Letter>): void {
      setTimeout(() => {
        write()
          .then((letter) => mail.send(letter))
          .catch((error: unknown) => log.error({ err: error }, 'a mail about an account was not sent'));
      }, mailsAfter);
    },
    /** Where the times of a person's mails are told. */
    zoneOf: async ({ id }: Person): Promise<string> => (await organizationsOf(store.db, id))[0]?.timeZone ?? 'UTC',
  };
}
