import type { TicketStatus } from '../../models/support.ts';
import { dates } from './dates.ts';
import { ends, type EndWords } from './ends.ts';
import { twoFactorMails } from './two-factor-mails.ts';

export interface InvitationWords {
  organization: string;
  /** What it is called there. */
  role: string;
  /** Who invites; null: the vendor. */
  from: string | null;
  /** What is assigned with it, in words. */
  licenses?: readonly string[];
  url: string;
  endsAt: number;
  timeZone: string;
}

export interface EndsAheadWords {
  /** Who is told. */
  name: string;
  /** The soonest first; at least one. */
  ends: readonly EndWords[];
  now: number;
  /** Of the page Offline. */
  url: string;
}

export interface ResetLinkWords {
  name: string;
  url: string;
  endsAt: number;
  timeZone: string;
}

export interface PasswordChangedWords {
  name: string;
  at: number;
  /** The machine, or browser, system and address. */
  from: string;
  /** Of the page where a link to set a new password is asked for. */
  url: string;
  timeZone: string;
}

interface TicketWords {
  id: string;
  subject: string;
  url: string;
  /** What was written, each line marked as quoted. */
  said: string;
}

export interface TicketAskedWords extends TicketWords {
  isNew: boolean;
  person: string;
  organization: string;
}

export interface TicketAnsweredWords extends TicketWords {
  name: string;
  status: TicketStatus;
}

const ticketNext: Record<TicketStatus, string> = {
  new: 'Read it, and answer, here:',
  open: 'Support is still at it. Read it, and write more, here:',
  pending: 'Support waits for you. Read it, and answer, here:',
  hold: 'Somebody else has to do something first; you hear again. Read it, and write more, here:',
  solved: 'Support takes it as solved. If it is not, write again and it is open again, here:',
  closed: 'It is closed. Writing again opens it, here:',
};

/** So many ends are named in one mail. */
const mostNamed = 40;

/** What a mail says, in paragraphs. One that is an address becomes a link in the HTML form. */
export const mails = {
  ...twoFactorMails,
  invitation: {
    subject: ({ organization }: InvitationWords) => `You are invited to ${organization} on Greenroom`,
    paragraphs: ({ organization, role, from, licenses = [], url, endsAt, timeZone }: InvitationWords) => [
      'Hello,',
      from === null
        ? `You are invited to ${organization} on Greenroom. Your role there is ${role}.`
        : `${from} invites you to ${organization} on Greenroom. Your role there is ${role}.`,
      ...(licenses.length === 0 ? [] : [`With it you may use: ${licenses.join(', ')}.`]),
      'Greenroom brings the licenses of your organization to the machines you work on. Accept the invitation here:',
      url,
      `The link is for you alone, and good until ${dates.dayAndTime(endsAt, timeZone)} (${timeZone}). If you did not expect this mail, leave it: nothing happens.`,
    ],
  },
  resetLink: {
    subject: 'Set a new password for Greenroom',
    paragraphs: ({ name, url, endsAt, timeZone }: ResetLinkWords) => [
      `Hello ${name},`,
      'Somebody asked for a link to set a new password for your account on Greenroom. If it was you, open it:',
      url,
      `The link is good once, and until ${dates.dayAndTime(endsAt, timeZone)} (${timeZone}). When the new password is set, you are signed out everywhere; licenses on your machines go on.`,
      'If it was not you, leave this mail: nothing happens, and your password stays as it is.',
    ],
  },
  passwordChanged: {
    subject: 'Your Greenroom password was changed',
    paragraphs: ({ name, at, from, url, timeZone }: PasswordChangedWords) => [
      `Hello ${name},`,
      `Your password for Greenroom was changed on ${dates.dayAndTime(at, timeZone)} (${timeZone}), from ${from}.`,
      'You were signed out everywhere. Licenses on your machines go on; sign in again with the new password.',
      'If it was not you, set a new password at once, and tell whoever manages your organization:',
      url,
    ],
  },
  /** What a ticket is about, below what somebody wrote. */
  ticketAbout: {
    organization: (name: string) => `Organization: ${name}`,
    product: (name: string) => `Product: ${name}`,
    license: (name: string) => `License: ${name}`,
    machine: (name: string) => `Machine: ${name}`,
  },
  ticketAsked: {
    subject: ({ isNew, subject }: TicketAskedWords) => `${isNew ? 'New ticket' : 'Ticket'}: ${subject}`,
    paragraphs: ({ isNew, person, organization, id, said }: TicketAskedWords) => [
      isNew ? `${person} of ${organization} asks for help.` : `${person} of ${organization} wrote again.`,
      said,
      `Read and answer it with: npm run cloud -- ticket show --ticket ${id}`,
    ],
  },
  ticketAnswered: {
    subject: ({ subject }: TicketAnsweredWords) => `Answered: ${subject}`,
    paragraphs: ({ name, status, url, said }: TicketAnsweredWords) => [
      `Hello ${name},`,
      'Support has answered your ticket:',
      said,
      ticketNext[status],
      url,
    ],
  },
  endsAhead: {
    subject({ ends: all, now }: EndsAheadWords): string {
      const [first, ...others] = all;
      if (first === undefined) return '';
      const left = ends.left(first, now);
      return others.length === 0
        ? `${ends.title(first)} ${left}`
        : `${all.length} licenses and offline leases end soon, the first ${left}`;
    },
    paragraphs({ name, ends: all, now, url }: EndsAheadWords): string[] {
      const named = all.slice(0, mostNamed).map((end) => `${capital(ends.left(end, now))}: ${ends.sentence(end)}`);
      const kinds = new Set(all.map((end) => end.of));
      return [
        `Hello ${name},`,
        all.length === 1 ? 'This ends soon:' : 'These end soon, the soonest first:',
        ...named,
        ...(all.length > mostNamed ? [`And ${all.length - mostNamed} more, which end later.`] : []),
        ...[...kinds].map((kind) => ends.next[kind]),
        kinds.has('lease')
          ? 'Files for machines without a network are made on the page Offline:'
          : 'Machines that are offline need a new file after that; it is made on the page Offline:',
        url,
        'You get this mail because these licenses are yours to use or to manage. The same dates come as a calendar feed: open the menu of your name in Greenroom, then Calendar feeds.',
      ];
    },
  },
};

const capital = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);
