import type { Explanations } from './errors.ts';

/** What may go wrong with single sign-on. */
export const signOnErrors = {
  'use-single-sign-on': ({ organization }) => ({
    sentence: `The password is right, but ${organization} wants its people to sign in with single sign-on.`,
    next: 'Choose “Use single sign-on” in the browser; in the app and in a terminal, sign in with a code, which opens the browser.',
  }),
  'address-of-organization': ({ organization }) => ({
    sentence: `${organization} signs you in by your address there, and wants no other way.`,
    next: `Choose an address of ${organization}, or leave ${organization} first.`,
  }),
  'sign-on-incomplete': ({ missing }) => ({
    sentence:
      missing === 'provider'
        ? 'Single sign-on cannot be used before the issuer and the client ID of the provider are saved.'
        : 'Single sign-on cannot be used before one mail domain is proven.',
    next: missing === 'provider' ? 'Save both first.' : 'Add a domain, publish its record, and check it.',
  }),
  'domain-not-proven': ({ domain, why }) => ({
    sentence: {
      'no-record': `${domain} has no TXT record yet.`,
      'other-records': `${domain} has TXT records, but not this one.`,
      'no-answer': `Nobody answers for ${domain} right now.`,
    }[why],
    next:
      why === 'no-answer'
        ? 'Check how the domain is written, and try again in a few minutes.'
        : `Publish the record to the letter, at ${domain} itself. It may take an hour until it is seen; then check again.`,
  }),
  'domain-taken': ({ domain }) => ({
    sentence: `${domain} is proven by another organization of this cloud.`,
    next: 'A domain counts for one organization. Ask the vendor if that is wrong.',
  }),
} satisfies Partial<Explanations>;
