import type { SignOnRefusal } from './decide.ts';

/** Why a sign-in with single sign-on does not go on. Words for it: `text.signOn.stopped`. */
export type StoppedWhy =
  | SignOnRefusal
  | 'nobody-signs-in-so'
  | 'too-many-attempts'
  | 'other-browser'
  | 'ended'
  | 'changed-meanwhile'
  | 'provider-refused'
  | 'provider-trouble'
  | 'not-genuine';

export const statusOf: Record<StoppedWhy, number> = {
  'nobody-signs-in-so': 404,
  'too-many-attempts': 429,
  'other-browser': 400,
  ended: 410,
  'changed-meanwhile': 409,
  'provider-refused': 403,
  'provider-trouble': 502,
  'not-genuine': 403,
  'no-address': 403,
  'address-not-verified': 403,
  'other-domain': 403,
  'not-a-member': 403,
  'other-account': 403,
};

/** Somebody is not signed in, and is told why. */
export class SignOnStopped extends Error {
  readonly why: StoppedWhy;
  /** For the sentence: the organization, and what the provider said. */
  readonly told: { organization?: string | undefined; said?: string | undefined };
  constructor(why: StoppedWhy, told: SignOnStopped['told'] = {}, options?: ErrorOptions) {
    super(why, options);
    this.why = why;
    this.told = told;
  }
}
