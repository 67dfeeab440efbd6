import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Failure } from '#shared/errors.ts';
import { hour } from '#shared/models/time.ts';
import { newId } from '../ids.ts';
import type { Clock, Random } from '../ports.ts';
import { isoOf, momentOf } from '../store/moment.ts';
import type { Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';

/*
 * Links to set a new password, in better-auth's table for such things. Its own functions keep the secret as it is and
 * use a connection of their own; here the database holds a digest, and using a link is part of what it is used for.
 */

export const resetLinkGoodFor = hour;
const kind = 'reset-password:';
/** Nobody has this id: a link of theirs opens nothing. */
const nobody = '';

/** Makes a link; answers its secret. For `null`, an address that nobody has, it does the same work and opens nothing. */
export async function makeResetLink(
  tx: Write,
  { clock, random }: { clock: Clock; random: Random },
  personId: string | null,
): Promise<string> {
  const token = Buffer.from(random.bytes(32)).toString('base64url');
  const now = isoOf(clock.now());
  await tx.deleteFrom('verification').where('expiresAt', '<', now).execute();
  await tx
    .insertInto('verification')
    .values({
      id: newId(random, 'V'),
      identifier: identifierOf(token),
      value: personId ?? nobody,
      expiresAt: isoOf(clock.now() + resetLinkGoodFor),
      createdAt: now,
      updatedAt: now,
    })
    .execute();
  return token;
}

/** Whose password a link may set, and until when; throws `link-ended` when it is used, too old, or none at all. */
export async function openResetLink(
  db: Kysely<Database>,
  { clock }: { clock: Clock },
  token: string,
): Promise<{ personId: string; expiresAt: number }> {
  const row = await db
    .selectFrom('verification')
    .select(['value', 'expiresAt'])
    .where('identifier', '=', identifierOf(token))
    .executeTakeFirst();
  if (!row || row.value === nobody || momentOf(row.expiresAt) <= clock.now()) throw new Failure('link-ended', {});
  return { personId: row.value, expiresAt: momentOf(row.expiresAt) };
}

/** Uses a link up; of several at once, one does. Answers whose it was. */
export async function takeResetLink(tx: Write, parts: { clock: Clock }, token: string): Promise<string> {
  const { personId } = await openResetLink(tx, parts, token);
  const taken = await tx.deleteFrom('verification').where('identifier', '=', identifierOf(token)).executeTakeFirst();
  if (taken.numDeletedRows === 0n) throw new Failure('link-ended', {});
  return personId;
}

/** Makes every link of a person worthless. */
export async function dropResetLinks(tx: Write, personId: string): Promise<void> {
  await tx.deleteFrom('verification').where('value', '=', personId).where('identifier', 'like', `${kind}%`).execute();
}

const identifierOf = (token: string) => `${kind}${createHash('sha256').update(token).digest('hex')}`;
