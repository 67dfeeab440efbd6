import { dates } from './dates.ts';
import { handOver } from './hand-over.ts';

export interface RemovedWords {
  name: string;
  organization: string;
  timeZone: string;
  /** Who did it; null: the person themselves. */
  by: string | null;
  /** Seats that go on for the unassign grace. */
  seats: readonly { license: string; machine: string; graceEndsAt: number }[];
}

/** What people are told by mail when they no longer belong to an organization, or it is handed over. */
export const team = {
  handOver,
  removedMail: {
    subject: ({ organization, by }: RemovedWords) =>
      by === null
        ? `You have left ${organization} on Greenroom`
        : `You no longer belong to ${organization} on Greenroom`,
    paragraphs: ({ name, organization, timeZone, by, seats }: RemovedWords) => [
      `Hello ${name},`,
      by === null
        ? `You have left ${organization} on Greenroom.`
        : `${by} has removed you from ${organization} on Greenroom.`,
      ...seats.map(
        ({ license, machine, graceEndsAt }) =>
          `${license} on ${machine} goes on until ${dates.dayAndTime(graceEndsAt, timeZone)} (${timeZone}), so that you can finish what runs there.`,
      ),
      'Its licenses are no longer yours to use. Your account stays, with every other organization you belong to.',
      by === null
        ? 'If that was not you, sign in, end your other sessions and change your password.'
        : 'If you think this is a mistake, ask a Manager there to invite you again.',
    ],
  },
};
