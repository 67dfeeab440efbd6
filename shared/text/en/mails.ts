import type { Role } from '../../models/role.ts';
import { dates } from './dates.ts';

const roles: Record<Role, string> = {
  member: 'Member',
  reader: 'Reader',
  editor: 'Editor',
  manager: 'Manager',
  owner: 'Owner',
};

export interface InvitationWords {
  organization: string;
  role: Role;
  /** Who invites; null: the vendor. */
  from: string | null;
  url: string;
  endsAt: number;
  timeZone: string;
}

/** What a mail says, in paragraphs. One that is an address becomes a link in the HTML form. */
export const mails = {
  invitation: {
    subject: ({ organization }: InvitationWords) => `You are invited to ${organization} on Greenroom`,
    paragraphs: ({ organization, role, from, url, endsAt, timeZone }: InvitationWords) => [
      'Hello,',
      from === null
        ? `You are invited to ${organization} on Greenroom. Your role there is ${roles[role]}.`
        : `${from} invites you to ${organization} on Greenroom. Your role there is ${roles[role]}.`,
      'Greenroom brings the licenses of your organization to the machines you work on. Accept the invitation here:',
      url,
      `The link is for you alone, and good until ${dates.dayAndTime(endsAt, timeZone)} (${timeZone}). If you did not expect this mail, leave it: nothing happens.`,
    ],
  },
};
