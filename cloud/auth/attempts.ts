import { createHash } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { Failure } from '#shared/errors.ts';
import type { Store } from '../store/open.ts';
import type { Library } from './library.ts';

/** What may be tried only so often: from one address, and signing in also to one account. */
export type Attempt =
  | 'sign-in'
  | 'sign-up'
  | 'set-up'
  | 'account'
  | 'password'
  | 'reset'
  | 'reset-mail'
  | 'link-use'
  | 'email-change'
  | 'verify-mail'
  | 'export'
  | 'second-step'
  | 'second-step-code'
  | 'second-step-mail'
  | 'code-start'
  | 'code-poll'
  | 'code-show'
  | 'enter'
  | 'sign-on'
  | 'ticket'
  | 'organization'
  | 'key'
  | 'webhook'
  | 'test-mail'
  | 'invitation'
  | 'unsubscribe';

/** How many attempts in how many seconds. */
export type AttemptLimits = Record<Attempt, { window: number; max: number }>;

export const defaultLimits: AttemptLimits = {
  'sign-in': { window: 60, max: 30 },
  'sign-up': { window: 60, max: 10 },
  'set-up': { window: 60, max: 5 },
  account: { window: 900, max: 20 },
  // The old password, asked for before it is changed: from one address, and on one account.
  password: { window: 900, max: 20 },
  reset: { window: 900, max: 20 },
  'reset-mail': { window: 3_600, max: 5 },
  'link-use': { window: 900, max: 60 },
  // By one person, wherever they are.
  'email-change': { window: 3_600, max: 10 },
  'verify-mail': { window: 3_600, max: 5 },
  export: { window: 3_600, max: 10 },
  // A whole studio may begin its day behind one address.
  'second-step': { window: 60, max: 60 },
  // Codes that are tried on one account, over all its sign-ins and from wherever; a right one begins anew.
  'second-step-code': { window: 900, max: 20 },
  'second-step-mail': { window: 3_600, max: 10 },
  // Organizations that one person makes, and test mails that one asks for.
  organization: { window: 3_600, max: 10 },
  'test-mail': { window: 3_600, max: 10 },
  // Mails to one address, of one organization: nobody is invited, and invited again, without end.
  invitation: { window: 3_600, max: 10 },
  unsubscribe: { window: 900, max: 60 },
  'code-start': { window: 60, max: 20 },
  'code-poll': { window: 10, max: 100 },
  'code-show': { window: 600, max: 30 },
  // A whole farm behind one address starts at once; a code is not guessed at this pace either.
  enter: { window: 60, max: 300 },
  // Of one key, from wherever it calls.
  key: { window: 60, max: 600 },
  // Calls by hand to an address that somebody typed: of one organization.
  webhook: { window: 60, max: 30 },
  // A whole studio behind one address comes to work at once.
  'sign-on': { window: 60, max: 120 },
  ticket: { window: 600, max: 60 },
};

/** Where better-auth reads the caller's address from. Set here only, from what the door knows; never by the network. */
export const addressHeader = 'x-greenroom-address';
/** An account is counted from wherever its password is tried. */
const anywhere = '0.0.0.0';

/**
 * better-auth counts requests to its routes by path and address, in the database; it does not count calls of its
 * functions. So this route does nothing but be counted.
 */
export const attemptRoute = {
  id: 'greenroom-attempts',
  endpoints: {
    attempt: createAuthEndpoint('/attempt/:what/:whose', { method: 'POST' }, async (context) => context.json({})),
  },
} satisfies BetterAuthPlugin;

export const limitRules = (limits: AttemptLimits) =>
  Object.fromEntries(Object.entries(limits).map(([what, limit]) => [`/attempt/${what}/*`, limit]));

/** Counts attempts with the library's own limiter, shared by all processes of a cloud. */
export function createAttempts(library: Library, { db }: Pick<Store, 'db'>) {
  const count = async (what: Attempt, whose: string, address: string): Promise<number | null> => {
    const { baseURL } = await library.$context;
    const request = new Request(`${baseURL}/attempt/${what}/${whose}`, {
      method: 'POST',
      headers: { [addressHeader]: address, 'content-type': 'application/json' },
      body: '{}',
    });
    const { status, headers } = await library.handler(request);
    if (status === 200) return null;
    if (status === 429) return Math.max(1, Math.ceil(Number(headers.get('x-retry-after'))));
    throw new Error(`counting an attempt answered ${status}`);
  };
  return {
    /** Throws `too-many-attempts` after too many from one address. The cloud's own command line has none and is not counted. */
    async fromAddress(what: Attempt, address: string | null): Promise<void> {
      const retryAfterSeconds = address === null ? null : await count(what, 'anybody', address);
      if (retryAfterSeconds !== null) throw new Failure('too-many-attempts', { retryAfterSeconds });
    },
    /** Counts what is done to one account, existing or not, from wherever; after too many the seconds to wait, else null. */
    onAccount: (what: Attempt, email: string): Promise<number | null> => count(what, digestOf(email), anywhere),
    /** Whether this account, existing or not, is locked for a while because its password was tried too often. */
    async isLocked(email: string): Promise<boolean> {
      return (await count('account', digestOf(email), anywhere)) !== null;
    },
    /** Forgets the attempts on an account, after a right password or code. */
    async forget(what: Attempt, email: string): Promise<void> {
      await db
        .deleteFrom('rateLimit')
        .where('key', '=', `${anywhere}|/attempt/${what}/${digestOf(email)}`)
        .execute();
    },
  };
}

export type Attempts = ReturnType<typeof createAttempts>;

const digestOf = (email: string) => createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 32);
