import type { SignOnProbe } from '../../../models/single-sign-on.ts';

/** What a provider said when it was asked. */
const probe: {
  [State in SignOnProbe['state']]: (told: Extract<SignOnProbe, { state: State }>) => { title: string; body: string };
} = {
  works: ({ issuer }) => ({
    title: 'The provider answers, and knows this client',
    body: `${issuer} answers as an OpenID provider. Whether it accepts the redirect address shows at the first sign-in.`,
  }),
  'not-set-up': () => ({
    title: 'There is nothing to test yet',
    body: 'Save the issuer and the client ID first.',
  }),
  'address-refused': () => ({
    title: 'This cloud does not call that address',
    body: 'It must begin with https:// and be reached over the internet. A provider in a private network needs a setting of whoever runs this cloud (GREENROOM_OUTGOING_PRIVATE).',
  }),
  unreachable: ({ why }) => ({
    title: 'The provider cannot be reached',
    body: {
      'unknown-host': 'Nobody knows its name. Check how the issuer is written.',
      unreachable: 'Nothing answers at its address. Check the issuer, and whether the provider is running.',
      'too-slow': 'It did not answer within ten seconds. Try again in a few minutes.',
    }[why],
  }),
  'not-trusted': ({ why }) => ({
    title: 'The certificate of the provider is not trusted',
    body: `It says: ${why}. The provider needs a certificate that this cloud trusts.`,
  }),
  'not-a-provider': ({ status }) => ({
    title: 'This is not an OpenID provider',
    body: `${status === null ? 'What answers there' : `The answer there, with status ${status},`} is not a description of a provider. The issuer is the part of the address before /.well-known/openid-configuration.`,
  }),
  'wrong-issuer': ({ found }) => ({
    title: 'The provider calls itself otherwise',
    body: `It says that its issuer is ${found}. Enter exactly that. An address for many tenants, such as …/common, cannot be used.`,
  }),
  unsuitable: ({ missing }) => ({
    title: 'The provider lacks something that is needed',
    body: `It does not offer: ${missing}.`,
  }),
  'no-client': ({ why }) => ({
    title: 'The provider does not know this client',
    body: `It says: ${why}. Check the client ID and the secret, and that the application there is a web application with a secret.`,
  }),
};

/** Single sign-on: how an organization sets it up, and how its people use it. */
export const singleSignOn = {
  failed: 'How people sign in cannot be shown',

  provider: 'Provider',
  providerLead:
    'Any provider that speaks OpenID Connect: Entra ID, Google Workspace, Okta, Keycloak and others. Make a web application for Greenroom there.',
  redirect: 'Redirect address, to be registered there',
  issuer: 'Issuer',
  issuerHint: 'The address the provider gives itself, such as https://login.studio.example',
  clientId: 'Client ID',
  clientSecret: 'Client secret',
  secretKept: 'A secret is kept, sealed; it is never shown again. Type another one to replace it.',
  secretWanted: 'As the provider shows it, once. It is kept sealed, and never shown again.',
  secretAgain: 'Another issuer or client needs its own secret: the one kept now is not passed on.',
  secretShown: { yes: 'Kept, sealed', no: 'None' },
  test: 'Test',
  testFirst: 'Save first; what is saved is tested.',
  probe,

  domains: 'Mail domains',
  domainsLead:
    'Only people with an address of a proven domain, who are members here, are signed in. So nobody’s provider reaches other people’s accounts.',
  noDomain: 'No domain yet.',
  domain: 'Domain',
  domainHint: 'Such as studio.example',
  domainBad: 'This is not a domain such as studio.example.',
  add: 'Add domain',
  proven: { dns: 'Proven by its record', vendor: 'Confirmed by the vendor' },
  notProven: 'Not proven yet',
  record: 'TXT record to publish',
  check: 'Check now',
  checkOf: (domain: string) => `Check ${domain} now`,
  remove: 'Remove',
  removeOf: (domain: string) => `Remove ${domain}`,
  removeTitle: (domain: string) => `Remove ${domain}?`,
  removeBody: (domain: string) =>
    `People with addresses of ${domain} sign in with their password again. Sessions they have go on.`,
  removeConfirm: 'Remove domain',

  use: 'Use',
  isOn: 'People may sign in with it',
  isOnHint: 'On the sign-in page with “Use single sign-on”, and in the app with a code.',
  notYet: 'Save the provider and prove a domain first.',
  isRequired: 'People of these domains must use it',
  isRequiredHint: 'Their password alone does not sign them in any more. Owners may always use theirs: the way back in.',
  twoFactor: 'Greenroom does not ask for its own two-factor after single sign-on: the provider does that.',
  leaving: 'Turning this on or off ends no session that exists.',
  on: 'In use',
  off: 'Not in use',
  must: 'Must be used',
  may: 'May be used',
  linked: (people: number) =>
    people === 0
      ? 'Nobody has signed in with it yet.'
      : `${people === 1 ? 'One person has' : `${people} people have`} signed in with it, and ${people === 1 ? 'is' : 'are'} linked to their account at the provider.`,
  unlink: 'Unlink somebody',
  unlinkTitle: 'Unlink somebody from the provider?',
  unlinkBody:
    'For somebody whose account at the provider was made anew. At their next sign-in they are linked again, by their address.',
  person: 'Person',
  nobodyFound: 'Nobody here is called so.',
  unlinkConfirm: 'Unlink',
  unlinked: 'Unlinked',
  unlinkedBody: 'Their next sign-in links them anew.',

  /** On the pages where people sign in. */
  way: 'Use single sign-on',
  wayTitle: 'Sign in with single sign-on',
  wayLead: 'With the account of your organization.',
  goOn: 'Continue',
  byPassword: 'Use your password',
  nobody: (domain: string) => `No organization here uses single sign-on for addresses of ${domain}.`,
  nobodyNext: 'Check how it is written, or use your password.',
  inBrowser: (organization: string, provider: string) => `${organization} signs in at ${provider}.`,
  continueInBrowser: 'Continue in the browser',
};
