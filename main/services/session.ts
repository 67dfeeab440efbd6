import { Failure } from '#shared/errors.ts';
import type { SignedIn } from '#shared/models/person.ts';
import type { SessionStatus } from '#shared/models/status.ts';
import type { Changes } from './changes.ts';
import type { Connection, TokenHolder } from './connection.ts';
import type { CompanionPorts, PinnedCloud } from './ports.ts';
import type { Notices } from './notices.ts';
import type { Secrets } from './secrets.ts';
import type { SettingsService } from './settings.ts';

type SignedOutWhy = Extract<SessionStatus, { state: 'signed-out' }>['why'];

export interface Session extends TokenHolder {
  show(): SessionStatus;
  /** The person, or `not-signed-in`. */
  who(): Promise<SignedIn>;
  /** Finds the session of last time; needs no network. */
  restore(): Promise<void>;
  /** Asks the cloud who is signed in, which also keeps the session alive. */
  refresh(): Promise<SignedIn>;
  /** Keeps a token that was just given out, and asks whose it is. */
  begin(token: string): Promise<SignedIn>;
  /** Shows that somebody is about to sign in. */
  wait(waiting: Extract<SessionStatus, { state: 'waiting' }> | null): void;
  /** Forgets the token. Leases go on. */
  end(why: SignedOutWhy): Promise<void>;
  switchTo(organization: string): void;
}

interface Parts {
  changes: Pick<Changes, 'announce'>;
  settings: Pick<SettingsService, 'show' | 'keep'>;
  secrets: Secrets;
  /** Later than the session: the connection asks the session for its token. */
  connection(): Connection;
  notices: Pick<Notices, 'add' | 'withdraw'>;
}

/** A session belongs to one cloud; so does what is kept of it. */
const keyOf = (cloud: PinnedCloud | null) => `session-${cloud?.cloud ?? 'unattended'}`;

/** Who is signed in on this machine. The token is only ever in the secret store and in this closure. */
export function createSession(
  { machineState, environmentToken, log }: CompanionPorts,
  { changes, settings, secrets, connection, notices }: Parts,
): Session {
  let token: string | null = null;
  let who: SignedIn | null = null;
  let waiting: Extract<SessionStatus, { state: 'waiting' }> | null = null;
  let why: SignedOutWhy = 'never';
  let restored = false;
  let restoring: Promise<void> | null = null;

  function current(signedIn: SignedIn): string | null {
    const { memberships } = signedIn;
    const wanted = settings.show().organization;
    const chosen = memberships.find(({ organization }) => organization.id === wanted);
    return (chosen ?? memberships.find(({ isDefault }) => isDefault) ?? memberships[0])?.organization.id ?? null;
  }

  function setWho(next: SignedIn | null): void {
    const before = JSON.stringify(who);
    who = next;
    if (next) remember(next);
    if (JSON.stringify(next) !== before) changes.announce('session');
  }

  /** For a start without a network. */
  const remember = (lastSignedIn: SignedIn | null) => keep({ lastSignedIn });

  /** A disk that cannot be written is no reason to keep anybody out. */
  function keep(change: Parameters<SettingsService['keep']>[0]): void {
    try {
      settings.keep(change);
    } catch (error) {
      log.warn('the settings could not be kept', { error: String(error) });
    }
  }

  const cloud = () => connection().cloud.client;

  /** Once; again and again only while the keychain is locked. */
  function restore(): Promise<void> {
    if (restored) return Promise.resolve();
    restoring ??= readToken().finally(() => (restoring = null));
    return restoring;
  }

  async function readToken(): Promise<void> {
    const known = machineState.pinned();
    const isUnattended = environmentToken !== null;
    if (!known && !isUnattended) return;
    try {
      token = await secrets.get(keyOf(known));
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'secret-store-locked') throw error;
      if (why === 'secret-store-locked') return;
      why = 'secret-store-locked';
      await notices.add({ kind: 'secret-store-unavailable', store: secrets.place() });
      changes.announce('session');
      return;
    }
    restored = true;
    if (why === 'secret-store-locked') why = 'never';
    await notices.withdraw('secret-store-unavailable').catch(() => undefined);
    // Whose token the environment gave is not known before the cloud says so.
    if (token !== null && !isUnattended) setWho(settings.show().lastSignedIn);
    changes.announce('session');
  }

  async function forget(): Promise<void> {
    const known = machineState.pinned();
    token = null;
    if (known)
      await secrets
        .delete(keyOf(known))
        .catch((error: unknown) => log.warn('a token could not be deleted', { error: String(error) }));
  }

  /** The session that another one replaces. What the environment gave is not this machine's to end. */
  async function revoke(replaced: string | null): Promise<void> {
    if (replaced === null || replaced === token || replaced === environmentToken) return;
    await connection()
      .inTheNameOf(replaced)
      .session.signOut({})
      .catch((error: unknown) => log.warn('the session of before could not be ended', { error: String(error) }));
  }

  async function end(next: SignedOutWhy): Promise<void> {
    why = next;
    waiting = null;
    const forgotten = forget();
    setWho(null);
    remember(null);
    await forgotten;
    changes.announce('session');
  }

  async function refresh(): Promise<SignedIn> {
    await restore();
    if (token === null) throw new Failure('not-signed-in', {});
    const next = await cloud().session.show({});
    setWho(next);
    return next;
  }

  return {
    async token() {
      await restore();
      return token;
    },
    onContact(contact) {
      // Only the token of now: an answer to a call of before must not end a new session.
      if (contact.failure?.code === 'not-signed-in' && contact.token !== null && contact.token === token)
        void end('ended-elsewhere');
    },
    show() {
      if (waiting) return waiting;
      if (token !== null && who) return { state: 'signed-in', who, current: current(who) };
      return { state: 'signed-out', why };
    },
    async who() {
      await restore();
      return token !== null && who ? who : refresh();
    },
    restore,
    refresh,
    async begin(issued) {
      const known = await connection().trust();
      await restore();
      const before = token;
      token = issued;
      try {
        await secrets.set(keyOf(known), issued);
        restored = true;
        await notices.withdraw('secret-store-unavailable').catch(() => undefined);
        // Every sign-in begins in the default, wherever somebody worked before.
        keep({ organization: null });
        const signedIn = await refresh();
        waiting = null;
        await revoke(before);
        changes.announce('session');
        return signedIn;
      } catch (error) {
        // Signed in at the cloud, but not here: nobody may be left with a session they cannot see.
        await cloud()
          .session.signOut({})
          .catch(() => undefined);
        await forget();
        token = before;
        throw error;
      }
    },
    wait(next) {
      waiting = next;
      changes.announce('session');
    },
    end,
    switchTo(organization) {
      settings.keep({ organization });
      changes.announce('session');
    },
  };
}
