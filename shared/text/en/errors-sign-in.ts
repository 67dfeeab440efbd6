import type { Explanations } from './errors.ts';

/** What may go wrong while somebody signs in. */
export const signInErrors = {
  'wrong-credentials': () => ({
    sentence: 'The e-mail address or the password is not right.',
    next: 'Check both and try again, or sign in with a code.',
  }),
  'wrong-code': ({ left }) => ({
    sentence: 'This code is not right, or was used before.',
    next:
      left === 0
        ? 'Start again with the password; that gives you new tries.'
        : `Wait for the next code of your app, or use another way. ${left === 1 ? 'One try is' : `${left} tries are`} left.`,
  }),
  'code-needed': ({ challenge, methods }) => ({
    sentence: 'Two-factor is on for this account: the password alone does not sign in.',
    next: methods.includes('totp')
      ? 'Repeat it with --code and a code of the authenticator app, or a recovery code.'
      : `“greenroom cloud session send-code --challenge ${challenge}” mails a code; “greenroom session confirm --challenge ${challenge} --method mail --code …” signs in with it. Or repeat it with --code and a recovery code.`,
  }),
  'second-step-ended': () => ({
    sentence: 'This sign-in took longer than ten minutes, had too many wrong codes, or was used already.',
    next: 'Start again with the password.',
  }),
  'code-expired': () => ({ sentence: 'The sign-in code was not approved in time.', next: 'Ask for a new code.' }),
  'code-refused': () => ({
    sentence: 'The sign-in was refused in the browser.',
    next: 'If that was a mistake, ask for a new code and approve it.',
  }),
} satisfies Partial<Explanations>;
