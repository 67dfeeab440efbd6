import type { Explanations } from './errors.ts';

const triesLeft = (left: number) => (left === 1 ? ' One try is left.' : ` ${left} tries are left.`);

/** What may go wrong while somebody signs in or up. */
export const signInErrors = {
  'wrong-credentials': () => ({
    sentence: 'The e-mail address or the password is not right.',
    next: 'Check both and try again, or sign in with a code.',
  }),
  'wrong-code': ({ left }) => ({
    sentence: 'This code is not right, or was used before.',
    next:
      left === 0
        ? 'Start again; that gives you new tries.'
        : `Check it, wait for the next one, or use another way.${left === null ? '' : triesLeft(left)}`,
  }),
  'code-needed': ({ challenge, methods }) => ({
    sentence: 'Two-factor is on for this account: the password alone does not sign in.',
    next: methods.includes('totp')
      ? 'Repeat it with --code and a code of the authenticator app, or a recovery code.'
      : `“greenroom cloud session send-code --challenge ${challenge}” mails a code; “greenroom session confirm --challenge ${challenge} --method mail --code …” signs in with it. Or repeat it with --code and a recovery code.`,
  }),
  'second-step-ended': () => ({
    sentence: 'This took longer than ten minutes, had too many wrong codes, or was used already.',
    next: 'Start again: with the password, or with a new code.',
  }),
  'code-expired': () => ({ sentence: 'The sign-in code was not approved in time.', next: 'Ask for a new code.' }),
  'code-refused': () => ({
    sentence: 'The sign-in was refused in the browser.',
    next: 'If that was a mistake, ask for a new code and approve it.',
  }),
  'invitation-ended': () => ({
    sentence: 'This invitation has been used, cancelled, or is older than 15 days.',
    next: 'Ask whoever invited you to send it again.',
  }),
  'link-ended': () => ({
    sentence: 'This link was used already, or is too old.',
    next: 'Ask for a new one.',
  }),
  'already-set-up': () => ({
    sentence: 'This cloud already has its first Owner.',
    next: 'Sign in, or ask the Owner for an invitation.',
  }),
  'address-in-use': () => ({
    sentence: 'There is already an account with this e-mail address.',
    next: 'Sign in with it, then open the invitation again.',
  }),
  'too-many-attempts': ({ retryAfterSeconds }) => ({
    sentence: 'Too many attempts from here.',
    next: `Wait ${retryAfterSeconds} seconds and try again.`,
  }),
} satisfies Partial<Explanations>;
