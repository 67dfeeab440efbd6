import { createTransport } from 'nodemailer';
import { html, plainText } from './html.ts';
import type { Letter } from './port.ts';

const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

/** Hands mails to a mail server; fails when it does not take one. */
export function createSmtp({ url, from }: { url: string; from: string }): (letter: Letter) => Promise<void> {
  // Nothing that somebody wrote may name a file or an address to be fetched into a mail.
  const transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true }, { from });
  return async (letter) => {
    await transport.sendMail({
      to: letter.to,
      subject: letter.subject,
      text: plainText(letter),
      html: html(letter),
      headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(letter) },
    });
  };
}

/** RFC 8058: a mail program may unsubscribe by itself, with one click, where that is safe to offer. */
function unsubscribeHeaders({ unsubscribe }: Letter): Record<string, string> {
  if (unsubscribe === undefined) return {};
  const oneClick = unsubscribe.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  return { 'List-Unsubscribe': `<${unsubscribe}>`, ...oneClick };
}
