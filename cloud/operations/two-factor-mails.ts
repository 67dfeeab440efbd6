import type { Person } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { codeGoodFor } from '../auth/awaited-codes.ts';
import type { CloudParts } from '../context.ts';
import { createLaterMails } from './later-mails.ts';

/** Codes by mail, and what everybody is told when something about their second step changes. */
export function createTwoFactorMails(parts: CloudParts) {
  const later = createLaterMails(parts);
  const url = new URL('/account', parts.config.publicUrl).href;

  async function written(what: keyof typeof text.mails.twoFactor, person: Person, from: string | null, at: number) {
    const { subject, paragraphs } = text.mails.twoFactor[what];
    const words = { name: person.name, at, from, url, timeZone: await later.zoneOf(person) };
    return { to: person.email, subject, paragraphs: paragraphs(words) };
  }

  return {
    /** `from`: where it was done. */
    tell(what: keyof typeof text.mails.twoFactor, person: Person, from: string): void {
      const at = parts.clock.now();
      later.send(() => written(what, person, from, at));
    },

    /** From a command line, which ends right afterwards. */
    async tellNow(what: keyof typeof text.mails.twoFactor, person: Person): Promise<void> {
      await parts.mail.send(await written(what, person, null, parts.clock.now()));
    },

    /** `from`: the machine or browser that the code is for. */
    code(person: Person, code: string, from: string): void {
      const minutes = codeGoodFor / 60_000;
      const { subject, paragraphs } = text.mails.signInCode;
      later.send(async () => ({
        to: person.email,
        subject,
        paragraphs: paragraphs({ name: person.name, code, from, minutes }),
      }));
    },
  };
}
