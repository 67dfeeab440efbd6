import type { Person } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { codeGoodFor } from '../auth/awaited-codes.ts';
import type { CloudParts } from '../context.ts';
import { createLaterMails } from './later-mails.ts';

/** Codes by mail, and what everybody is told when something about their second step changes. */
export function createTwoFactorMails(parts: CloudParts) {
  const later = createLaterMails(parts);
  const url = new URL('/account', parts.config.publicUrl).href;

  function tell(what: keyof typeof text.mails.twoFactor, person: Person, from: string | null): void {
    const at = parts.clock.now();
    later.send(async () => {
      const { subject, paragraphs } = text.mails.twoFactor[what];
      const words = { name: person.name, at, from, url, timeZone: await later.zoneOf(person) };
      return { to: person.email, subject, paragraphs: paragraphs(words) };
    });
  }

  return {
    tell,
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
