import { dates } from './dates.ts';

export interface TwoFactorWords {
  name: string;
  at: number;
  /** The machine, or browser, system and address; null: the vendor's own command line. */
  from: string | null;
  /** Of the account page. */
  url: string;
  timeZone: string;
}

const ifNotYou = 'If it was not you, change your password at once, and tell whoever manages your organization:';
const when = ({ at, from, timeZone }: TwoFactorWords) =>
  `on ${dates.dayAndTime(at, timeZone)} (${timeZone})${from === null ? '' : `, from ${from}`}`;

const told = (subject: string, sentence: (words: TwoFactorWords) => string, next: string, last = ifNotYou) => ({
  subject,
  paragraphs: (words: TwoFactorWords) => [`Hello ${words.name},`, sentence(words), next, last, words.url],
});

/** Mails about the second step at sign-in. */
export const twoFactorMails = {
  signInCode: {
    subject: 'Your code for Greenroom',
    paragraphs: ({ name, code, from, minutes }: { name: string; code: string; from: string; minutes: number }) => [
      `Hello ${name},`,
      `Your code is ${code}.`,
      `It was asked for from ${from}, and is good once, for ${minutes} minutes. Nobody from Greenroom ever asks you for it.`,
      'If it was not you, somebody may know your password: change it.',
    ],
  },
  twoFactor: {
    enabled: told(
      'Two-factor is on for your Greenroom account',
      (words) => `Two-factor was turned on for your account ${when(words)}.`,
      'From now on every sign-in asks for a code after the password. Keep your recovery codes where you find them without your phone.',
    ),
    methodAdded: told(
      'A way to get codes was added to your Greenroom account',
      (words) => `Another way to get the codes of your sign-ins was set up ${when(words)}.`,
      'Your recovery codes stay as they are.',
    ),
    disabled: told(
      'Two-factor is off for your Greenroom account',
      (words) => `Two-factor was turned off for your account ${when(words)}.`,
      'From now on the password alone signs in. Your recovery codes are worthless.',
    ),
    codesRenewed: told(
      'New recovery codes for your Greenroom account',
      (words) => `New recovery codes were made for your account ${when(words)}.`,
      'The old ones are worthless now.',
    ),
    recoveryUsed: told(
      'A recovery code signed in to your Greenroom account',
      (words) => `Somebody signed in to your account with a recovery code ${when(words)}.`,
      'That code is used up. If you have lost your phone, set up a new one on your account page, and make new recovery codes.',
    ),
    reset: told(
      'Two-factor was turned off for your Greenroom account',
      (words) => `Whoever runs this cloud turned two-factor off for your account ${when(words)}.`,
      'From now on the password alone signs in. Turn two-factor on again on your account page.',
      'If you did not ask for this, change your password at once, and tell whoever manages your organization:',
    ),
  },
};
