import type { Person } from '#shared/models/person.ts';
import type { CloudParts } from '../context.ts';
import type { Letter } from '../mail/port.ts';
import { organizationsOf } from '../store/queries/organization.ts';

/**
 * Milliseconds. Work right behind an answer still holds it up, by a millisecond or more: that was enough to tell an
 * address that somebody has from one that nobody has (S14).
 */
export const mailsAfter = 100;

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
