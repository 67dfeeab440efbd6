import { AskedTicket } from '#shared/contract/cloud/vendor-ticket.ts';
import { text } from '#shared/text/index.ts';

const words = text.cloud.ticket;

/** A ticket as somebody reads it who is to answer it; null: this is none. */
export function printedTicket(answer: unknown): string | null {
  const read = AskedTicket.safeParse(answer);
  if (!read.success) return null;
  const { ticket, organization, person, product, license, machine, messages } = read.data;
  const facts = [
    [words.status, ticket.status],
    [words.person, `${person.name} <${person.email}>`],
    [words.organization, organization],
    [words.product, license ?? product],
    [words.machine, machine],
  ].filter(([, value]) => value !== null);
  const width = Math.max(...facts.map(([label]) => label?.length ?? 0));
  const head = facts.map(([label = '', value]) => `${label?.padEnd(width)}  ${value}`);
  const written = messages.flatMap(({ at, name, text: said, files }) => [
    '',
    `${new Date(at).toISOString()}  ${name}`,
    ...said.split('\n').map((line) => `  ${line}`),
    ...files.map(({ id, name: file, bytes }) => `  ${words.file(file, bytes, ticket.id, id)}`),
  ]);
  return [`${ticket.id}  ${ticket.subject}`, ...head, ...written].map(printable).join('\n');
}

/** What somebody wrote may hold more than letters, and a terminal would obey it. */
const printable = (line: string) => line.replaceAll(/\p{Cc}+/gu, ' ');
