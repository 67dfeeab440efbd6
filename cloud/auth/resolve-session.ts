import type { Caller } from '../context.ts';
import type { Clock } from '../ports.ts';
import { momentOf } from '../store/moment.ts';
import type { Store } from '../store/open.ts';
import { openToken, tokenOf } from './session-token.ts';

/** Who calls. The library asks the database twice and runs its hooks; this runs on every call, so it is one query. */
export function createSessionResolver({ db }: Pick<Store, 'db'>, clock: Clock, secret: string) {
  return async (headers: Headers): Promise<Caller | null> => {
    const brought = tokenOf(headers);
    const token = brought && openToken(brought.signed, secret);
    if (token === null) return null;
    const row = await db
      .selectFrom('session')
      .innerJoin('user', 'user.id', 'session.userId')
      .leftJoin('person_details', 'person_details.person_id', 'user.id')
      .select(['session.id', 'session.expiresAt', 'user.id as personId', 'user.name', 'user.email', 'is_vendor'])
      .where('session.token', '=', token)
      .executeTakeFirst();
    if (!row || momentOf(row.expiresAt) <= clock.now()) return null;
    return {
      sessionId: row.id,
      person: { id: row.personId, name: row.name, email: row.email },
      isVendor: row.is_vendor === 1,
      sessionExpiresAt: momentOf(row.expiresAt),
    };
  };
}
