import type { Person } from '#shared/models/person.ts';
import type { AccountMailWords, LinkMailWords, MailText } from '#shared/text/en/account-mails.ts';
import { text } from '#shared/text/index.ts';
import { clientName } from '../auth/client-name.ts';
import type { Visitor } from '../auth/port.ts';
import type { Caller, CloudParts } from '../context.ts';
import { createLaterMails } from './later-mails.ts';

type Parts = Pick<CloudParts, 'clock' | 'config' | 'log' | 'mail' | 'store'>;
export type AccountMails = ReturnType<typeof createAccountMails>;

/** A link that was made just now. */
interface MadeLink {
  token: string;
  expiresAt: number;
}

/** The machine or browser that a call comes from, as the list of sessions names it. */
export async function whereFrom(
  { auth }: Pick<CloudParts, 'auth'>,
  caller: Caller | null,
  { headers, address }: Visitor,
): Promise<string> {
  const sessions = caller ? await auth.listSessions(caller.person.id) : [];
  const session = sessions.find(({ id }) => id === caller?.sessionId);
  return session?.from ?? clientName(headers.get('user-agent') ?? '', address ?? '');
}

/** Mails about a person's own account. They go out after the answer: nobody waits for one, or learns that there is one. */
export function createAccountMails({ clock, config, log, mail, store }: Parts) {
  /** Always of this cloud's own address, whatever the request says of where it was sent. */
  const page = (path: string) => new URL(path, config.publicUrl);
  /** Behind the #: no server on the way, and no log, gets to see it. */
  const linkTo = (path: string, token: string) => new URL(`#${token}`, page(path)).href;

  const { send: afterwards, zoneOf } = createLaterMails({ log, mail, store });
  const urls = { resetUrl: page('/reset').href, accountUrl: page('/account').href };

  return {
    urls,

    resetLink(person: Person, { token, expiresAt: endsAt }: MadeLink): void {
      afterwards(async () => {
        const words = { name: person.name, url: linkTo('/reset', token), endsAt, timeZone: await zoneOf(person) };
        const { subject, paragraphs } = text.mails.resetLink;
        return { to: person.email, subject, paragraphs: paragraphs(words) };
      });
    },

    passwordChanged(person: Person, from: string): void {
      const at = clock.now();
      afterwards(async () => {
        const words = { name: person.name, at, from, url: urls.resetUrl, timeZone: await zoneOf(person) };
        const { subject, paragraphs } = text.mails.passwordChanged;
        return { to: person.email, subject, paragraphs: paragraphs(words) };
      });
    },

    /** A link that confirms an address, sent to that address. */
    emailLink(person: Person, link: MadeLink, write: (words: LinkMailWords) => MailText, to = person.email): void {
      const url = linkTo('/confirm-email', link.token);
      afterwards(async () => ({
        to,
        ...write({ name: person.name, url, endsAt: link.expiresAt, timeZone: await zoneOf(person) }),
      }));
    },

    /** Says what was done to an account, when and from where. */
    tell(person: Person, from: string, write: (words: AccountMailWords) => MailText, at = clock.now()): void {
      afterwards(async () => ({
        to: person.email,
        ...write({ name: person.name, at, from, timeZone: await zoneOf(person), ...urls }),
      }));
    },
  };
}
