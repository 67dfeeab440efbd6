import type { NotificationKind } from '../../models/notification.ts';
import { dates } from './dates.ts';
import { ends, type EndWords } from './ends.ts';

export interface ClosedWords {
  organization: { name: string; timeZone: string };
  at: number;
  /** Who closed it. */
  by: string;
}

interface Out {
  license: string;
  machine: string;
  endsAt: number;
}

export interface ListedWords {
  organization: string;
  /** Who put the address on the list; null: they have no account any more. */
  addedBy: string | null;
  /** The link that takes it off. */
  unsubscribe: string;
}

export interface ListedEndsWords extends ListedWords {
  /** The soonest first; at least one. */
  ends: readonly EndWords[];
  now: number;
}

export interface TestWords extends ListedWords {
  /** Who sends it. */
  by: string;
  kinds: readonly NotificationKind[];
  daysBefore: number;
}

/** So many leases or ends are named in one mail. */
const mostNamed = 40;

const kinds: Record<NotificationKind, string> = {
  licenses: 'licenses that end soon or have ended',
  'offline-leases': 'offline leases that end soon',
};
const listed = (words: readonly string[]) => words.join(' and ');
const capital = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);

/** Why a mail comes to somebody who may have no account, and how to get no more of them. */
const whyAndNoMore = ({ organization, addedBy, unsubscribe }: ListedWords): string[] => [
  addedBy === null
    ? `You get this mail because your address is on the list of ${organization} on Greenroom.`
    : `You get this mail because ${addedBy} put your address on the list of ${organization} on Greenroom.`,
  'To get no more of them, open this page and press the button; you need no account for it:',
  unsubscribe,
];

/** Mails about an organization itself. A paragraph that is an address becomes a link in the HTML form. */
export const organizationMails = {
  closed: {
    subject: ({ organization }: ClosedWords) => `${organization.name} on Greenroom was closed`,
    paragraphs: ({ organization, at, by, name, offline }: ClosedWords & { name: string; offline: readonly Out[] }) => [
      `Hello ${name},`,
      `${by} closed ${organization.name} on Greenroom on ${dates.dayAndTime(at, organization.timeZone)} (${organization.timeZone}). You no longer belong to it; your account stays.`,
      'Its online licenses end at the next heartbeat of each machine, and whoever works there is told.',
      ...(offline.length === 0
        ? []
        : [
            'Machines that are offline run on until their leases end:',
            ...offline
              .slice(0, mostNamed)
              .map(
                ({ license, machine, endsAt }) =>
                  `${license} on ${machine}: until ${dates.dayAndTime(endsAt, organization.timeZone)} (${organization.timeZone}).`,
              ),
            ...(offline.length > mostNamed ? [`And ${offline.length - mostNamed} more.`] : []),
          ]),
      'If this was a mistake, ask the vendor of your licenses: for 30 days the organization can be opened again as it was.',
    ],
  },
  ends: {
    subject({ ends: all, now, organization }: ListedEndsWords): string {
      const [first, ...others] = all;
      if (first === undefined) return '';
      if (others.length > 0) return `${organization}: ${all.length} licenses and offline leases end, or have ended`;
      return first.endsAt <= now ? ends.endedTitle(first) : `${ends.title(first)} ${ends.left(first, now)}`;
    },
    paragraphs(words: ListedEndsWords): string[] {
      const { ends: all, now, organization } = words;
      const named = all
        .slice(0, mostNamed)
        .map((end) =>
          end.endsAt <= now ? ends.endedSentence(end) : `${capital(ends.left(end, now))}: ${ends.sentence(end)}`,
        );
      const kindsAhead = new Set(all.filter(({ endsAt }) => endsAt > now).map((end) => end.of));
      return [
        'Hello,',
        `This is about the licenses of ${organization}:`,
        ...named,
        ...(all.length > mostNamed ? [`And ${all.length - mostNamed} more, which end later.`] : []),
        ...[...kindsAhead].map((kind) => ends.next[kind]),
        ...(all.some(({ endsAt }) => endsAt <= now) ? [ends.nextWhenOver] : []),
        ...whyAndNoMore(words),
      ];
    },
  },
  test: {
    subject: ({ organization }: TestWords) => `Test mail: ${organization} on Greenroom`,
    paragraphs: (words: TestWords) => [
      'Hello,',
      `${words.by} sends this mail to see whether mails about ${words.organization} arrive here. They do.`,
      `From ${words.daysBefore === 1 ? '1 day' : `${words.daysBefore} days`} before an end on, mails come here about ${listed(words.kinds.map((kind) => kinds[kind]))}.`,
      ...whyAndNoMore(words),
    ],
  },
  /** What a mail program is answered. */
  unsubscribed: 'Unsubscribed: no more of these mails are sent to this address.\n',
  unknownLink: 'There is no such link.\n',
  notOneClick: 'Open this address in a browser, and press the button there.\n',
};
