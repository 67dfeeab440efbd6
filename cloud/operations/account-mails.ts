import type { Person } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { clientName } from '../auth/client-name.ts';
import type { Visitor } from '../auth/port.ts';
import { resetLinkGoodFor } from '../auth/reset-links.ts';
import type { Caller, CloudParts } from '../context.ts';
import type { Letter } from '../mail/port.ts';
import { organizationsOf } from '../store/queries/organization.ts';

/**
 * Milliseconds. Work right behind an answer still holds it up, by a millisecond or more: that was enough to tell an
 * address that somebody has from one that nobody has (S14).
 */
export const mailsAfter = 100;

/** Mails about a person's own account. They go out after the answer: nobody waits for one, or learns that there is one. */
export function createAccountMails({ auth, clock, config, log, mail, store }: CloudParts) {
  /** Always of this cloud's own address, whatever the request says of where it was sent. */
  const resetPage = new URL('/reset', config.publicUrl);

  function afterwards(write: () => Promise<Letter>): void {
    setTimeout(() => {
      write()
        .then((letter) => mail.send(letter))
        .catch((error: unknown) => log.error({ err: error }, 'a mail about an account was not sent'));
    }, mailsAfter);
  }

  const zoneOf = async ({ id }: Person) => (await organizationsOf(store.db, id))[0]?.timeZone ?? 'UTC';

  return {
    /** The machine or browser that a call comes from, as the list of sessions names it. */
    async whereFrom(caller: Caller | null, { headers, address }: Visitor): Promise<string> {
      const sessions = caller ? await auth.listSessions(caller.person.id) : [];
      const session = sessions.find(({ id }) => id === caller?.sessionId);
      return session?.from ?? clientName(headers.get('user-agent') ?? '', address ?? '');
    },

    resetLink(person: Person, token: string): void {
      const endsAt = clock.now() + resetLinkGoodFor;
      afterwards(async () => {
        // Behind the #: no server on the way, and no log, gets to see it.
        const url = new URL(`#${token}`, resetPage).href;
        const words = { name: person.name, url, endsAt, timeZone: await zoneOf(person) };
        const { subject, paragraphs } = text.mails.resetLink;
        return { to: person.email, subject, paragraphs: paragraphs(words) };
      });
    },

    passwordChanged(person: Person, from: string): void {
      const at = clock.now();
      afterwards(async () => {
        const words = { name: person.name, at, from, url: resetPage.href, timeZone: await zoneOf(person) };
        const { subject, paragraphs } = text.mails.passwordChanged;
        return { to: person.email, subject, paragraphs: paragraphs(words) };
      });
    },
  };
}
