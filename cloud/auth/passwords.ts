import { Failure } from '#shared/errors.ts';
import type { Clock } from '../ports.ts';
import { isoOf } from '../store/moment.ts';
import type { Write } from '../store/open.ts';
import { dropLinks } from './links.ts';
import { dropAllAwaited } from './awaited-codes.ts';
import type { Auth } from './port.ts';
import type { SessionParts } from './sessions.ts';

/** Asks for the password of whoever is signed in already. */
export function createPasswordCheck({ library, store, attempts }: SessionParts): Auth['checkPassword'] {
  return async ({ person }, password, visitor) => {
    await attempts.fromAddress('password', visitor.address);
    const retryAfterSeconds = await attempts.onAccount('password', person.email);
    if (retryAfterSeconds !== null) throw new Failure('too-many-attempts', { retryAfterSeconds });
    const account = await store.db
      .selectFrom('account')
      .select('password')
      .where('userId', '=', person.id)
      .where('providerId', '=', 'credential')
      .executeTakeFirst();
    const hash = account?.password ?? null;
    const isRight = hash !== null && (await (await library.$context).password.verify({ hash, password }));
    if (!isRight) throw new Failure('wrong-credentials', {});
  };
}

/**
 * Sets a password and ends, in the same transaction, everything the old one opened: sessions, sign-ins by code that were
 * approved but not fetched yet, links to reset it, and a new address that was asked for. Written the way better-auth reads
 * it, as in people.ts.
 */
export async function setPassword(
  tx: Write,
  { clock }: { clock: Clock },
  { personId, passwordHash }: { personId: string; passwordHash: string },
): Promise<void> {
  await tx
    .updateTable('account')
    .set({ password: passwordHash, updatedAt: isoOf(clock.now()) })
    .where('userId', '=', personId)
    .where('providerId', '=', 'credential')
    .execute();
  await tx.deleteFrom('session').where('userId', '=', personId).execute();
  await tx.deleteFrom('deviceCode').where('userId', '=', personId).execute();
  // Two-factor itself stays on.
  await dropAllAwaited(tx, personId);
  await dropLinks(tx, personId, ['reset-password', 'change-email']);
  await tx.deleteFrom('email_change').where('person_id', '=', personId).execute();
}
