import type { SecondStepMethod } from '../../../models/second-step.ts';

/** What the person has, in the words of the place where the code is read. */
const methods: Record<SecondStepMethod, string> = {
  totp: 'Authenticator app',
  mail: 'Code by e-mail',
  recovery: 'Recovery code',
};

const licenses = (count: number) => (count === 1 ? 'this license' : `these ${count} licenses`);

/** The second step at sign-in: taking it, turning it on, and what is kept for a lost phone. */
export const twoFactor = {
  methods,

  step: {
    title: 'One more step',
    lead: {
      totp: 'Your password is right. Now enter the six digits that your authenticator app shows for this cloud.',
      mail: 'Your password is right. Now enter the six digits that you get by e-mail.',
      recovery: 'Your password is right. Now enter one of your recovery codes. It is used up with that.',
    } satisfies Record<SecondStepMethod, string>,
    code: { totp: 'Code of the app', mail: 'Code from the e-mail', recovery: 'Recovery code' } satisfies Record<
      SecondStepMethod,
      string
    >,
    instead: {
      totp: 'Use the authenticator app',
      mail: 'Get a code by e-mail',
      recovery: 'Use a recovery code',
    } satisfies Record<SecondStepMethod, string>,
    send: 'Send me a code',
    sendAgain: 'Send another code',
    sent: 'A code is on its way to your e-mail address. It is good for ten minutes; only the last one counts.',
    submit: 'Sign in',
    again: 'Start again',
    lost: 'No phone and no recovery codes? Whoever runs this cloud can turn two-factor off for you.',
  },

  card: {
    title: 'Two-factor',
    failed: 'Whether two-factor is on cannot be shown',
    off: 'Off',
    on: 'On',
    leadOff:
      'A code after the password, at every sign-in: from an authenticator app, or by e-mail. A password that somebody else has read is worth nothing then.',
    leadOn: (since: string) => `On since ${since}. Every sign-in asks for a code after the password, in the app too.`,
    recommended: 'Recommended to you: as Manager or Owner, you can do more for your organization than others.',
    turnOn: 'Turn on…',
    addApp: 'Add an app…',
    newApp: 'New phone…',
    addMail: 'Add codes by e-mail…',
    turnOff: 'Turn off…',
    newCodes: 'New codes…',
    recovery: 'Recovery codes',
    left: (count: number) =>
      count === 0
        ? 'None are left. Make new ones, or a lost phone keeps you out.'
        : `${count} of 10 are left, for a lost phone.`,
    app: 'Six digits, a new code every half minute.',
    mail: 'Six digits to your address, when you ask for them.',
  },

  notice: 'Two-factor is off for your account',
  noticeBody:
    'It is recommended to Managers and Owners: a password that was read by somebody else is worth nothing then.',
  noticeWay: 'Turn it on',
  noticeLater: 'Not now',

  setUp: {
    title: 'Turn on two-factor',
    addTitle: 'Another way to get codes',
    cancel: 'Cancel',
    next: 'Next',
    goOn: 'Go on',
    stop: 'Leave it off',
    withoutTitle: (count: number) => `You could not sign in where you use ${licenses(count)}`,
    withoutBody:
      'The versions of these products cannot sign in with two-factor yet. Licenses that machines already have go on; a new sign-in from inside the product is refused.',
    times: (count: number) => (count === 1 ? '' : `${count} licenses`),
    how: 'How do you want to get the codes?',
    hints: {
      totp: 'An app on your phone shows them, also without a network. The safer way.',
      mail: 'They come to your e-mail address when you ask for them.',
    },
    password: 'Your password',
    passwordWrong: 'This is not your password.',
    scanTitle: 'Scan this with your authenticator app',
    scanLead: 'Any app that shows six digits does. Nothing changes until the first code is right.',
    scanLabel: 'The secret for the authenticator app, as a square to scan',
    secret: 'Or type this',
    mailTitle: 'A code is on its way to you',
    mailLead: 'Enter the six digits from the e-mail. Nothing changes until they are right.',
    firstCode: 'First code',
    enable: 'Turn on',
    add: 'Add it',
    enabled: 'Two-factor is on',
    added: 'You can get codes that way, too',
  },

  codes: {
    title: 'Your recovery codes',
    lead: 'For the day when your phone is lost: each signs you in once. They are shown now and never again.',
    warning: 'Keep them where you find them without your phone, and nobody else does.',
    list: 'Recovery codes',
    copy: 'Copy',
    copied: 'Copied',
    save: 'Save',
    print: 'Print',
    fileName: 'greenroom-recovery-codes.txt',
    heading: (email: string) => `Greenroom recovery codes of ${email}`,
    once: 'Each is good once.',
    kept: 'I have kept them',
  },

  change: {
    offTitle: 'Turn off two-factor?',
    offBody: 'From now on the password alone signs in. Your recovery codes become worthless.',
    off: 'Turn off two-factor',
    offDone: 'Two-factor is off',
    keep: 'Keep it on',
    renewTitle: 'Make new recovery codes?',
    renewBody: 'The old ones become worthless, also those that somebody else may have found.',
    renew: 'Make new codes',
    keepCodes: 'Keep the old ones',
    from: 'Code from',
  },
};
