import { dates } from './dates.ts';

export interface HandOverWords {
  organization: string;
  timeZone: string;
  /** The Owner, and the Manager who is asked. */
  from: string;
  to: string;
  /** Whoever has just done something. */
  by: string;
  expiresAt: number;
  /** Of the page where it is answered. */
  url: string;
}

interface Mail {
  subject: (words: HandOverWords) => string;
  paragraphs: (words: HandOverWords) => string[];
}

const nothingMore = 'If you did not expect this mail, tell the people you work with: nothing happens by itself.';

/** Mails about the hand-over of an organization. */
export const handOver = {
  offered: {
    subject: ({ from, organization }) => `${from} wants to hand ${organization} over to you`,
    paragraphs: ({ from, to, organization, expiresAt, timeZone, url }) => [
      `Hello ${to},`,
      `${from} offers you to be Owner of ${organization} on Greenroom, in their place. When you accept, you are Owner, with billing and everything else, and ${from} is Manager.`,
      'Accept or decline on your account page:',
      url,
      `You can answer until ${dates.dayAndTime(expiresAt, timeZone)} (${timeZone}). Until then, and if you decline, everything stays as it is.`,
      nothingMore,
    ],
  },
  withdrawn: {
    subject: ({ organization }) => `${organization} is not handed over to you`,
    paragraphs: ({ to, by, organization }) => [
      `Hello ${to},`,
      `${by} has withdrawn the offer to hand ${organization} over to you. Everything stays as it is, and there is nothing for you to do.`,
    ],
  },
  declined: {
    subject: ({ to, organization }) => `${to} does not take over ${organization}`,
    paragraphs: ({ from, to, organization }) => [
      `Hello ${from},`,
      `${to} has declined to be Owner of ${organization}. Everything stays as it is: you are Owner.`,
    ],
  },
  isOwner: {
    subject: ({ organization }) => `You are Owner of ${organization}`,
    paragraphs: ({ from, to, organization }) => [
      `Hello ${to},`,
      `You have accepted: you are Owner of ${organization} on Greenroom now, and ${from} is Manager.`,
      'If that was not you, end your other sessions, change your password, and tell the others of your organization.',
    ],
  },
  isManager: {
    subject: ({ to, organization }) => `${to} is Owner of ${organization} now`,
    paragraphs: ({ from, to, organization }) => [
      `Hello ${from},`,
      `${to} has accepted: ${organization} is handed over. ${to} is Owner now, and you are Manager.`,
      `Only ${to} can give it back. If you have not offered this, change your password, and tell them at once.`,
    ],
  },
} as const satisfies Record<string, Mail>;
