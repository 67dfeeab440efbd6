import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { Failure } from '#shared/errors.ts';
import type { Clock } from '../ports.ts';
import type { Store } from '../store/open.ts';
import { type AttemptLimits, createAttempts, defaultLimits } from './attempts.ts';
import { createDeviceCodes } from './device-codes.ts';
import { createLibrary } from './library.ts';
import { createPasswordCheck } from './passwords.ts';
import type { Auth } from './port.ts';
import { createSessionResolver } from './resolve-session.ts';
import { createSessions } from './sessions.ts';

export interface AuthOptions {
  store: Pick<Store, 'db' | 'engine'>;
  clock: Clock;
  /** Where browsers reach this cloud; `https:` makes the cookie secure. */
  publicUrl: string;
  /** Signs session tokens; the same in every process of a cloud. */
  secret: string;
  limits?: Partial<AttemptLimits>;
  /** Trouble inside the library, for the log. */
  warn(message: string): void;
}

/** Accounts, with better-auth behind them. */
export function createAuth({ store, clock, publicUrl, secret, limits, warn }: AuthOptions): Auth {
  const library = createLibrary({
    store,
    publicUrl,
    secret,
    limits: { ...defaultLimits, ...limits },
    // Its warnings are about wrong passwords, which are in the audit log.
    log: (level, message) => (level === 'error' ? warn(message) : undefined),
  });
  const attempts = createAttempts(library, store);
  const resolveSession = createSessionResolver(store, clock, secret);
  const parts = { library, store, attempts, secret, resolveSession, clock };
  return {
    resolveSession,
    countAttempt: (what, visitor) => attempts.fromAddress(what, visitor.address),
    mayMail: async (email) => (await attempts.onAccount('reset-mail', email)) === null,
    unlock: (email) => attempts.forget('account', email),
    countOnAccount: async (what, email) => {
      const retryAfterSeconds = await attempts.onAccount(what, email);
      if (retryAfterSeconds !== null) throw new Failure('too-many-attempts', { retryAfterSeconds });
    },
    forgetAttempts: (what, email) => attempts.forget(what, email),
    ...createSessions(parts),
    checkPassword: createPasswordCheck(parts),
    devices: createDeviceCodes(parts),
    seal: async (data) => symmetricEncrypt({ key: (await library.$context).secretConfig, data }),
    unseal: async (data) => symmetricDecrypt({ key: (await library.$context).secretConfig, data }),
    hashPassword: async (password) => (await library.$context).password.hash(password),
  };
}
