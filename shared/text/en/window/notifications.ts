import type { AddedAddress, NotificationKind } from '../../../models/notification.ts';

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

const kinds: Record<NotificationKind, string> = {
  licenses: 'Licenses that end or have ended',
  'offline-leases': 'Offline leases that end',
};

const verdicts: Record<AddedAddress['verdict'], string> = {
  added: 'Will be added',
  'is-there': 'Is on the list',
  unsubscribed: 'Wants no mails',
  repeated: 'Is there twice',
  'not-an-address': 'Not an address',
};

/** Mails about an organization, to any address (T9). */
export const notifications = {
  lead: 'These addresses get a mail before something ends. They need no account. Managers, Owners and whoever uses a license are told anyway, and nobody hears the same thing twice.',
  list: 'Addresses',
  add: 'Add addresses',
  failed: 'The addresses cannot be listed',
  emptyTitle: 'No address is told',
  emptyBody: 'Accounting, a shift desk, the truck: whoever should know that a license or an offline lease ends.',
  kinds,
  kindsShort: { licenses: 'Licenses', 'offline-leases': 'Offline leases' } satisfies Record<NotificationKind, string>,
  earliest: (count: number) => `From ${days(count)} before`,
  days,
  added: (who: string | null, day: string) => (who === null ? `Added on ${day}` : `Added by ${who} on ${day}`),
  unsubscribed: (day: string) => `Unsubscribed on ${day}`,
  unsubscribedState: 'Wants no mails',
  onList: 'On the list',
  test: 'Send test mail',
  testOf: (email: string) => `Send a test mail to ${email}`,
  tested: (email: string) => `A test mail is on its way to ${email}`,
  testedBody: 'Nothing there after a few minutes? Look into the spam folder there.',
  change: 'Change',
  changeOf: (email: string) => `Change what ${email} is told`,
  remove: 'Remove',
  removeOf: (email: string) => `Remove ${email}`,
  removeTitle: (email: string) => `Remove ${email} from the list?`,
  removeBody: (email: string) => `${email} gets no more mails about this organization.`,
  removeSafe: 'Keep it',
  removed: (email: string) => `${email} is off the list`,

  addTitle: (organization: string) => `Who else should know when something of ${organization} ends?`,
  changeTitle: (email: string) => `What is ${email} told?`,
  addresses: 'Addresses',
  addressesHint: 'One or many, between commas or lines. Each mail has a link to get no more of them.',
  addressesPlaceholder: 'desk@studio.example, accounting@studio.example',
  verdicts,
  about: 'About',
  daysBefore: 'First mail',
  daysBeforeHint: 'Then again as the end comes nearer: 30, 14, 7, 3 and 1 day before.',
  before: (count: number) => `${days(count)} before the end`,
  save: 'Save',
  submit: (count: number) => (count < 2 ? 'Add address' : `Add ${count} addresses`),
  done: (count: number) => (count === 1 ? '1 address is on the list' : `${count} addresses are on the list`),
  doneBody: 'Send a test mail to see that it arrives.',
  noneAdded: 'No address was added',
  noneAddedBody: 'They are on the list already, or want no mails.',

  link: {
    title: 'Mails about an organization',
    subscribed: (email: string, organization: string) =>
      `${email} gets mails when licenses or offline leases of ${organization} end.`,
    unsubscribe: 'Send no more of these mails',
    doneTitle: 'No more of these mails',
    done: (email: string, organization: string) => `${email} gets no more mails about ${organization}.`,
    again: 'Send them again',
    unknownTitle: 'This link does not work',
    unknown: 'Open it from the mail once more, so that it is whole. Or the organization is no longer there.',
  },
};
