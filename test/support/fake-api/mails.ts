import { minute } from '#shared/models/time.ts';
import type { World } from './world.ts';

const evil = '<img src=x onerror="document.title=1">';

/** What an embedded cloud would have sent, with words that are markup. */
const mails = [
  {
    subject: 'You are invited to Northlight Studios on Greenroom',
    to: 'amara@northlight.example',
    paragraphs: [
      'Hello,',
      'Ingrid Aas invites you to Northlight Studios on Greenroom. Your role there is Owner.',
      'Accept the invitation here:',
      'http://127.0.0.1:4711/invitation/I-1',
      'The link is for you alone, and good until 12 December 2026, 14:00 (Europe/Oslo).',
    ],
  },
  {
    subject: 'Graphics XR: license ends in 14 days',
    to: 'accounting@northlight.example',
    paragraphs: ['Hello,', `Graphics XR, 6 seats, ${evil}: the license ends on Thu 14 Jan 2027, 23:59 (Europe/Oslo).`],
  },
];

const escape = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function mailsWith(world: World, words: string) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return mails
    .map(({ subject, to, paragraphs }, at) => ({
      id: `M-${at}`,
      to,
      subject,
      text: `${paragraphs.join('\n\n')}\n`,
      html: `<html><body>${paragraphs
        .map((line) => (line.startsWith('http') ? `<p><a href="${line}">${line}</a></p>` : `<p>${escape(line)}</p>`))
        .join('')}</body></html>`,
      sentAt: world.status.now - (at + 1) * 5 * minute,
    }))
    .filter((mail) => {
      const all = `${mail.to} ${mail.subject} ${mail.text}`.toLowerCase();
      return wanted.every((word) => all.includes(word));
    });
}
