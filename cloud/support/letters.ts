import type { TicketStatus } from '#shared/models/support.ts';
import { text } from '#shared/text/index.ts';
import type { Letter } from '../mail/port.ts';

interface Written {
  ticket: { id: string; subject: string; url: string };
  /** What was written. */
  said: string;
}

/** To the vendor: somebody asks, or writes again. */
export function letterToDesk(
  to: string,
  { ticket, said, ...who }: Written & { isNew: boolean; person: string; organization: string },
): Letter {
  const words = text.mails.ticketAsked;
  const told = { ...who, ...ticket, said: quoted(said) };
  return { to, subject: words.subject(told), paragraphs: words.paragraphs(told) };
}

/** To whoever asked: support has answered. */
export function letterToPerson(
  to: { name: string; email: string },
  { ticket, said, status }: Written & { status: TicketStatus },
): Letter {
  const words = text.mails.ticketAnswered;
  const told = { name: to.name, ...ticket, status, said: quoted(said) };
  return { to: to.email, subject: words.subject(told), paragraphs: words.paragraphs(told) };
}

/** Marked line by line, so that nothing somebody wrote stands there as if the cloud said it. */
const quoted = (said: string) =>
  said
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
