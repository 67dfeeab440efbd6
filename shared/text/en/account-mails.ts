import { counted } from './window/counted.ts';
import { dates } from './dates.ts';

/** What every mail about an account may say. */
export interface AccountMailWords {
  name: string;
  at: number;
  /** The machine, or browser, system and address it was done from. */
  from: string;
  timeZone: string;
  /** Of the page where a link to set a new password is asked for. */
  resetUrl: string;
  accountUrl: string;
}

export interface LinkMailWords {
  name: string;
  url: string;
  endsAt: number;
  timeZone: string;
}

export interface MailText {
  subject: string;
  paragraphs: string[];
}

const when = ({ at, timeZone }: Pick<AccountMailWords, 'at' | 'timeZone'>) =>
  `on ${dates.dayAndTime(at, timeZone)} (${timeZone})`;
const until = ({ endsAt, timeZone }: Pick<LinkMailWords, 'endsAt' | 'timeZone'>) =>
  `${dates.dayAndTime(endsAt, timeZone)} (${timeZone})`;
const onOff = (isOn: boolean) => (isOn ? 'on' : 'off');
const notMe = 'If it was not you, set a new password at once, and tell whoever manages your organization:';

/** Mails about a person’s own account, except those about its password. */
export const accountMails = {
  signedIn: (words: AccountMailWords): MailText => ({
    subject: 'A new sign-in to your Greenroom account',
    paragraphs: [
      `Hello ${words.name},`,
      `Somebody signed in to your account ${when(words)}, from ${words.from}. It was not used from there before.`,
      notMe,
      words.resetUrl,
    ],
  }),
  sessionsEnded: ({ ended, ...words }: AccountMailWords & { ended: number }): MailText => ({
    subject: `${ended === 1 ? 'A session' : 'Sessions'} of your Greenroom account ${ended === 1 ? 'was' : 'were'} ended`,
    paragraphs: [
      `Hello ${words.name},`,
      `${counted(ended, 'session')} of your account ${ended === 1 ? 'was' : 'were'} ended ${when(words)}, from ${words.from}. Licenses go on, on every machine.`,
      notMe,
      words.resetUrl,
    ],
  }),
  linked: ({ organization, ...words }: AccountMailWords & { organization: string }): MailText => ({
    subject: 'Your Greenroom account was linked for single sign-on',
    paragraphs: [
      `Hello ${words.name},`,
      `Your account was linked to the one you have at ${organization}, ${when(words)}, from ${words.from}. Whoever signs in there is signed in to Greenroom, too.`,
      notMe,
      words.resetUrl,
    ],
  }),
  renamed: ({ before, ...words }: AccountMailWords & { before: string }): MailText => ({
    subject: 'The name of your Greenroom account was changed',
    paragraphs: [
      `Hello ${words.name},`,
      `Your account is called ${words.name} now; it was ${before}. That was done ${when(words)}, from ${words.from}.`,
      notMe,
      words.resetUrl,
    ],
  }),
  emailAsked: ({ email, ...words }: AccountMailWords & { email: string }): MailText => ({
    subject: 'A new e-mail address for your Greenroom account was asked for',
    paragraphs: [
      `Hello ${words.name},`,
      `Your account was asked to use ${email} from now on, ${when(words)}, from ${words.from}. A link is on its way there; until it is opened, everything stays as it is.`,
      notMe,
      words.resetUrl,
    ],
  }),
  confirmNewEmail: ({ email, ...words }: LinkMailWords & { email: string }): MailText => ({
    subject: 'Confirm your new e-mail address for Greenroom',
    paragraphs: [
      `Hello ${words.name},`,
      `Your account on Greenroom is to use ${email}. Open this page, and confirm it there:`,
      words.url,
      `The link is good once, and until ${until(words)}. You stay signed in where you are; from then on you sign in with this address.`,
      'If you did not ask for it, leave this mail: nothing happens.',
    ],
  }),
  emailInUse: ({ name, email }: { name: string; email: string }): MailText => ({
    subject: 'Somebody tried to use your e-mail address on Greenroom',
    paragraphs: [
      `Hello ${name},`,
      `Another account on Greenroom was asked to use ${email}. That is the address of your account, and it stays so: nobody else gets it, and nobody was told that you have it.`,
      'There is nothing to do. If it was you, with a second account: sign in with this one instead.',
    ],
  }),
  emailChanged: ({ email, ...words }: AccountMailWords & { email: string }): MailText => ({
    subject: 'The e-mail address of your Greenroom account was changed',
    paragraphs: [
      `Hello ${words.name},`,
      `Your account on Greenroom uses ${email} from now on. That was confirmed ${when(words)}, from ${words.from}. This is the last mail to this address.`,
      'If it was not you, tell whoever manages your organization at once: they can remove the account from it and invite you again.',
    ],
  }),
  verifyEmail: (words: LinkMailWords): MailText => ({
    subject: 'Confirm your e-mail address for Greenroom',
    paragraphs: [
      `Hello ${words.name},`,
      'Show that this address is yours. Open this page, and confirm it there:',
      words.url,
      `The link is good once, and until ${until(words)}. Until then you show as unverified in your organizations.`,
      'If you have no account on Greenroom, leave this mail: nothing happens.',
    ],
  }),
  privacyChanged: ({
    productNews,
    analytics,
    ...words
  }: AccountMailWords & { productNews: boolean; analytics: boolean }): MailText => ({
    subject: 'Your privacy choices on Greenroom were changed',
    paragraphs: [
      `Hello ${words.name},`,
      `Your privacy choices were saved ${when(words)}, from ${words.from}. News about products by mail: ${onOff(productNews)}. Figures on how pages are used: ${onOff(analytics)}.`,
      notMe,
      words.resetUrl,
    ],
  }),
  exported: (words: AccountMailWords): MailText => ({
    subject: 'Your data was exported from Greenroom',
    paragraphs: [
      `Hello ${words.name},`,
      `Everything that is kept about you was written into a file ${when(words)}, from ${words.from}.`,
      notMe,
      words.resetUrl,
    ],
  }),
  deletionAsked: ({ dueAt, days, ...words }: AccountMailWords & { dueAt: number; days: number }): MailText => ({
    subject: 'The deletion of your Greenroom account was asked for',
    paragraphs: [
      `Hello ${words.name},`,
      `The deletion of your account was asked for ${when(words)}, from ${words.from}. It is carried out in ${counted(days, 'day')}, on ${dates.dayAndTime(dueAt, words.timeZone)} (${words.timeZone}). Until then everything stays as it is.`,
      'You may cancel it at any time before, on your account page:',
      words.accountUrl,
      notMe,
      words.resetUrl,
    ],
  }),
  deletionCancelled: (words: AccountMailWords): MailText => ({
    subject: 'Your Greenroom account is kept',
    paragraphs: [
      `Hello ${words.name},`,
      `The deletion of your account was cancelled ${when(words)}, from ${words.from}. Everything stays as it is.`,
      notMe,
      words.resetUrl,
    ],
  }),
  deletionHeldUp: ({ reason, ...words }: Omit<AccountMailWords, 'from'> & { reason: string }): MailText => ({
    subject: 'Your Greenroom account could not be deleted yet',
    paragraphs: [
      `Hello ${words.name},`,
      `The deletion of your account is due. ${reason}`,
      'It is carried out by itself as soon as that is settled. Or keep your account, on your account page:',
      words.accountUrl,
    ],
  }),
  deleted: ({ name }: { name: string }): MailText => ({
    subject: 'Your Greenroom account is deleted',
    paragraphs: [
      `Hello ${name},`,
      'Your account on Greenroom is deleted, as you asked. You are signed out everywhere and belong to no organization any more; in audit logs your name is replaced.',
      'This is the last mail to you. Should you come back: whoever manages an organization can invite you again.',
    ],
  }),
};
