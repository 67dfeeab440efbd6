/** Signing in, from the desktop and in the portal. */
export const signIn = {
  title: 'Sign in to Greenroom',
  lead: 'With a code you sign in in any browser, so that two-factor and single sign-on work.',
  why: {
    never: null,
    'by-person': null,
    'ended-elsewhere': 'Your session has ended. The licenses on this machine go on.',
    'code-expired': 'The code was not approved in time. Get a new one.',
    'code-refused': 'The sign-in was refused in the browser. If that was a mistake, get a new code.',
    'other-cloud': 'This machine now belongs to another cloud. Sign in there.',
    'secret-store-locked': 'The keychain is locked, so the session cannot be read. Unlock it, or sign in again.',
  } as Record<string, string | null>,
  getCode: 'Sign in with a code',
  byPassword: 'Use e-mail and password',
  byCode: 'Use a code instead',
  connection: 'Cloud connection',
  noNetwork: 'No network? Work with files',
  releases: 'Downloads',
  openFile: 'Open a Greenroom file',
  continueAs: (name: string) => `Continue as ${name}`,
  sample: 'This cloud holds sample data. Look around as its sample person; nothing you do leaves this machine.',
  cloud: (name: string) => `Cloud of ${name}, fingerprint`,
  cloudUnknown: (url: string) => `Cloud at ${url}`,

  codeTitle: 'Sign in with this code',
  codeLead:
    'Open the address or scan the square on any device, check that the code is the same, and approve this machine.',
  at: 'at',
  codeLabel: (code: string) => `The code is ${code}`,
  qrLabel: 'The same address as a square to scan',
  openBrowser: 'Open in browser',
  copyCode: 'Copy code',
  waiting: (left: string) => `Waiting for approval. The code is good for ${left}.`,
  giveUp: 'Give up',

  passwordTitle: 'Sign in with e-mail and password',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  forgot: 'Forgot your password?',

  consentTitle: 'Keep your sign-in in a private file?',
  consentBody: (path: string) =>
    `This machine has no keychain that works. Greenroom can keep your session in a file that only your account can read, encrypted with a key beside it: ${path}`,
  consentNote: 'Whoever can read everything in your home folder could use it. Licenses are not affected either way.',
  consentYes: 'Keep it in a file',
  consentNo: 'Not now',

  troubleTitle: 'Signing in is not possible right now',
  portalTitle: 'Sign in',
  portalLead: (cloud: string) => `To the cloud of ${cloud}.`,
};
