import type { Platform } from '#shared/models/machine.ts';
import type { CallContext, Caller } from '../context.ts';
import type { Attempt } from './attempts.ts';

/** Whoever calls, as far as the door knows. */
export type Visitor = Pick<CallContext, 'headers' | 'address'>;

/** A session that was just made: the token is for a companion, the cookies are for a browser. */
export interface NewSession {
  caller: Caller;
  /** The companion it is for; null for a browser. */
  machineName: string | null;
  token: string;
  cookies: string[];
}

export interface Session {
  id: string;
  /** The machine, or browser, system and address. */
  from: string;
  startedAt: number;
  expiresAt: number;
}

export interface Credentials {
  email: string;
  password: string;
}

/** People's sessions and passwords. Behind it is better-auth; nobody else calls it. */
export interface Auth {
  /** Who calls, by bearer token or cookie; null for nobody. One query: it runs on every call. */
  resolveSession(headers: Headers): Promise<Caller | null>;
  /** Counts an attempt; throws `too-many-attempts` after too many from this address. */
  countAttempt(what: Attempt, visitor: Visitor): Promise<void>;
  /** Whose credentials these are: their id. Throws `wrong-credentials`, whatever the reason, or `too-many-attempts`. */
  checkCredentials(credentials: Credentials, visitor: Visitor): Promise<string>;
  /** Starts a session for somebody of whom it is known by now that it is they. */
  startSession(personId: string, visitor: Visitor, machineName?: string): Promise<NewSession>;
  /** Moves the end of the calling session to 30 days from now, once an hour at most; the cookies are for a browser. */
  refresh(visitor: Visitor): Promise<{ expiresAt: number; cookies: string[] }>;
  /** Ends the calling session; answers the cookies that make a browser forget it. */
  signOut(visitor: Visitor): Promise<string[]>;
  listSessions(personId: string): Promise<Session[]>;
  /** Ends one of a person's sessions at once; false when they have no such session. */
  endSession(personId: string, sessionId: string): Promise<boolean>;
  /** Ends all of a person's sessions but one; answers how many. */
  endOtherSessions(personId: string, sessionId: string): Promise<number>;
  /** Throws `wrong-credentials` unless this is the caller's password, `too-many-attempts` after trying too often. */
  checkPassword(caller: Caller, password: string, visitor: Visitor): Promise<void>;
  /** Counts a mail that somebody asks for to an address, existing or not; false when it is one too many. */
  mayMail(email: string): Promise<boolean>;
  /** Forgets that an account's password was tried: it has a new one. */
  unlock(email: string): Promise<void>;
  /** Counts what is done to one account from wherever; throws `too-many-attempts`. */
  countOnAccount(what: Attempt, email: string): Promise<void>;
  /** Forgets what was counted on an account. */
  forgetAttempts(what: Attempt, email: string): Promise<void>;
  /** better-auth's own encryption, for what it reads too. */
  seal(text: string): Promise<string>;
  unseal(sealed: string): Promise<string>;
  devices: DeviceCodes;
  /** better-auth's own password hash, for `addPerson`. */
  hashPassword(password: string): Promise<string>;
}

/** Sign-in by code (RFC 8628). */
export interface DeviceCodes {
  start(
    machine: { machineName: string; platform: Platform },
    visitor: Visitor,
  ): Promise<{ deviceCode: string; userCode: string; expiresAt: number; intervalSeconds: number }>;
  /** null while nobody has decided. Throws `code-refused` and `code-expired`. */
  poll(deviceCode: string, visitor: Visitor): Promise<NewSession | null>;
  /** Which machine asks. From now on only this caller may decide. */
  show(userCode: string, visitor: Visitor): Promise<{ machineName: string; platform: Platform; expiresAt: number }>;
  decide(userCode: string, approve: boolean, visitor: Visitor): Promise<{ machineName: string }>;
}
