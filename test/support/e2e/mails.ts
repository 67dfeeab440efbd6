import { expect } from '@playwright/test';
import { type ReadMail, readMail } from '../read-mail.ts';
import type { MailServer } from '../smtp-server.ts';

/** The newest mail to somebody with this subject; waits until it has come. */
export async function mailTo({ mails }: MailServer, email: string, subject: string): Promise<ReadMail> {
  const found = () =>
    mails
      .filter(({ to }) => to.includes(email))
      .map(({ raw }) => readMail(raw))
      .findLast(({ headers }) => headers.get('subject') === subject);
  await expect.poll(found, { message: `“${subject}” to ${email}`, intervals: [100] }).toBeDefined();
  return found() as ReadMail;
}

/** The one link of a mail. Both forms say the same words, and lead nowhere but to this cloud. */
export function linkIn({ text, html }: ReadMail, cloud: string): string {
  expect(wordsOf(html)).toEqual(text.trim().split(/\s+/));
  const links = text.match(/https?:\/\/\S+/g) ?? [];
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(links);
  expect(links).toHaveLength(1);
  const [link = ''] = links;
  expect(new URL(link).origin).toBe(new URL(cloud).origin);
  return link;
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What somebody reads who is shown the HTML. */
const wordsOf = (html: string): string[] =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name] ?? '')
    .trim()
    .split(/\s+/);
