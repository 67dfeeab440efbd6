interface Told {
  organization?: string | undefined;
  /** What the provider said. */
  said?: string | undefined;
}

const our = ({ organization }: Told) => organization ?? 'your organization';
const again = 'Start again on the sign-in page.';

/** The pages between this cloud and the provider of an organization. */
export const signOn = {
  title: 'Single sign-on',
  goingOn: 'You are signed in',
  goingOnBody: 'Greenroom opens by itself.',
  goOn: 'Open Greenroom',
  back: 'To the sign-in page',
  code: 'Code',
  /** Why nobody was signed in, and what to do. */
  stopped: {
    'nobody-signs-in-so': () => ({
      sentence: 'No organization of this cloud uses single sign-on for this address.',
      next: 'Check how the address is written, or sign in with your password.',
    }),
    'too-many-attempts': () => ({
      sentence: 'There were too many sign-ins from here in a short time.',
      next: 'Wait a minute, then start again.',
    }),
    'other-browser': () => ({
      sentence: 'This sign-in was not begun in this browser, or another one was begun after it.',
      next: `${again} If somebody sent you this address, do not open it: it would sign you in as them.`,
    }),
    ended: () => ({ sentence: 'This sign-in took longer than ten minutes, or was used already.', next: again }),
    'changed-meanwhile': () => ({
      sentence: 'Single sign-on was switched off or changed while you were away.',
      next: `${again} If it is off now, sign in with your password.`,
    }),
    'provider-refused': ({ said, ...told }: Told) => ({
      sentence: `The provider of ${our(told)} did not sign you in${said ? `: ${said}` : '.'}`,
      next: `${again} If it happens again, tell an Owner of ${our(told)} what it says here.`,
    }),
    'provider-trouble': (told: Told) => ({
      sentence: `The provider of ${our(told)} does not answer as it should.`,
      next: 'Try again in a few minutes. An Owner can see what is wrong with Organization → Sign-in → Test.',
    }),
    'not-genuine': (told: Told) => ({
      sentence: `What came back is not what the provider of ${our(told)} gives for this sign-in. Nobody was signed in.`,
      next: `${again} If it happens again, tell an Owner of ${our(told)}.`,
    }),
    'no-address': (told: Told) => ({
      sentence: 'The provider did not say what your e-mail address is.',
      next: `An Owner of ${our(told)} has to let the provider give the claim “email” to Greenroom.`,
    }),
    'address-not-verified': ({ said, ...told }: Told) => ({
      sentence: `The provider says that ${said ?? 'your address'} is not verified yet.`,
      next: `Verify it there, then start again. Whoever runs the accounts of ${our(told)} can help.`,
    }),
    'other-domain': ({ said, ...told }: Told) => ({
      sentence: `${said ?? 'Your address'} is not an address that ${our(told)} may sign in here.`,
      next: 'Use your account of the organization at the provider, or sign in with your password.',
    }),
    'not-a-member': ({ said, ...told }: Told) => ({
      sentence: `${said ?? 'This address'} does not belong to a member of ${our(told)} here.`,
      next: 'If you were invited, accept the invitation in your mail first. Otherwise ask a manager to invite you.',
    }),
    'other-account': ({ said, ...told }: Told) => ({
      sentence: `${said ?? 'Your address'} is linked to another account at the provider.`,
      next: `If that account is gone, an Owner of ${our(told)} can unlink it on Organization → Sign-in. Until then use your password, where that is allowed.`,
    }),
  },
};
