import { Failure } from '#shared/errors.ts';
import { momentOf } from '../store/moment.ts';
import type { Store } from '../store/open.ts';
import { addressHeader, type Attempts } from './attempts.ts';
import { clientName } from './client-name.ts';
import type { Library } from './library.ts';
import type { Auth, Credentials, NewSession, Visitor } from './port.ts';
import { openToken, signToken, tokenOf } from './session-token.ts';

export interface SessionParts {
  library: Library;
  store: Pick<Store, 'db'>;
  attempts: Attempts;
  secret: string;
  resolveSession: Auth['resolveSession'];
}

/** What the library may know of a visitor: never the headers as they came, which anybody can write. */
export function libraryHeaders({ headers, address }: Visitor): Headers {
  const known = new Headers();
  if (address !== null) known.set(addressHeader, address);
  const userAgent = headers.get('user-agent');
  if (userAgent !== null) known.set('user-agent', userAgent);
  const brought = tokenOf(headers);
  if (brought !== null) known.set('authorization', `Bearer ${brought.signed}`);
  return known;
}

/** Gives a session that the library just made to the companion or browser it is for. */
export async function handOver(
  { store, secret, resolveSession }: Pick<SessionParts, 'store' | 'secret' | 'resolveSession'>,
  token: string,
  machineName: string | null,
): Promise<Omit<NewSession, 'cookies'>> {
  if (machineName !== null) {
    await store.db.updateTable('session').set({ machineName }).where('token', '=', token).execute();
  }
  const signed = signToken(token, secret);
  const caller = await resolveSession(new Headers({ authorization: `Bearer ${signed}` }));
  if (caller === null) throw new Error('a session that was just made is not there');
  return { caller, machineName, token: signed };
}

export function createSessions(parts: SessionParts) {
  const { library, store, attempts } = parts;

  /** Whose password it is, or null; takes as long for an address that nobody has. */
  async function holderOf({ email, password }: Credentials): Promise<string | null> {
    const account = await store.db
      .selectFrom('user')
      .innerJoin('account', 'account.userId', 'user.id')
      .select(['user.id', 'account.password'])
      .where('email', '=', email.toLowerCase())
      .where('providerId', '=', 'credential')
      .executeTakeFirst();
    const { password: passwords } = await library.$context;
    if (!account || account.password === null) {
      await passwords.hash(password);
      return null;
    }
    return (await passwords.verify({ hash: account.password, password })) ? account.id : null;
  }

  /** A browser that signs in drops the cookie it had; whoever else may hold that one shall not go on with it. */
  async function endReplaced({ headers }: Visitor): Promise<void> {
    const brought = tokenOf(headers);
    const token = brought?.isCookie ? openToken(brought.signed, parts.secret) : null;
    if (token !== null) await (await library.$context).internalAdapter.deleteSession(token);
  }

  return {
    async checkCredentials(credentials, visitor) {
      await attempts.fromAddress('sign-in', visitor.address);
      if (await attempts.isLocked(credentials.email)) {
        // As slow as a wrong password, so that a locked account cannot be told from it.
        await (await library.$context).password.hash(credentials.password);
        throw new Failure('wrong-credentials', {});
      }
      const holder = await holderOf(credentials);
      if (holder === null) throw new Failure('wrong-credentials', {});
      await attempts.forget('account', credentials.email);
      return holder;
    },

    async startSession(person, visitor, machineName) {
      const { headers, response } = await library.api.startSession({
        body: { person },
        headers: libraryHeaders(visitor),
        returnHeaders: true,
      });
      if (machineName === undefined) await endReplaced(visitor);
      return { ...(await handOver(parts, response.token, machineName ?? null)), cookies: headers.getSetCookie() };
    },

    async refresh(visitor) {
      const { headers, response } = await library.api.getSession({
        headers: libraryHeaders(visitor),
        returnHeaders: true,
      });
      if (response === null) throw new Failure('not-signed-in', {});
      const isBrowser = tokenOf(visitor.headers)?.isCookie === true;
      return { expiresAt: momentOf(response.session.expiresAt), cookies: isBrowser ? headers.getSetCookie() : [] };
    },

    async signOut(visitor) {
      const { headers } = await library.api.signOut({ headers: libraryHeaders(visitor), returnHeaders: true });
      return headers.getSetCookie();
    },

    async listSessions(personId) {
      const sessions = await (await library.$context).internalAdapter.listSessions(personId, {
        onlyActiveSessions: true,
      });
      return sessions.map((session) => ({
        id: session.id,
        from: machineNameOf(session) ?? clientName(session.userAgent ?? '', session.ipAddress ?? ''),
        startedAt: momentOf(session.createdAt),
        expiresAt: momentOf(session.expiresAt),
      }));
    },

    async endSession(personId, sessionId) {
      const session = await store.db
        .selectFrom('session')
        .select('token')
        .where('id', '=', sessionId)
        .where('userId', '=', personId)
        .executeTakeFirst();
      if (session) await (await library.$context).internalAdapter.deleteSession(session.token);
      return session !== undefined;
    },

    async endOtherSessions(personId, sessionId) {
      const ended = await store.db
        .deleteFrom('session')
        .where('userId', '=', personId)
        .where('id', '!=', sessionId)
        .executeTakeFirst();
      return Number(ended.numDeletedRows);
    },
  } satisfies Partial<Auth>;
}

/** The library's types do not know of its additional fields here. */
function machineNameOf(session: object): string | null {
  return 'machineName' in session && typeof session.machineName === 'string' ? session.machineName : null;
}
