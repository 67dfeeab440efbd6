import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Failure } from '#shared/errors.ts';
import { day, hour } from '#shared/models/time.ts';
import { newId } from '../ids.ts';
import type { Clock, Random } from '../ports.ts';
import { isoOf, momentOf } from '../store/moment.ts';
import type { Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';

/*
 * Links that are sent by mail and good once, in better-auth's table for such things. Its own functions keep the secret
 * as it is and use a connection of their own; here the database holds a digest, and using a link is part of what it is
 * used for.
 */

/**
 * What a link is for, and how long it is good. One that sets a password opens an account: an hour. One that confirms an
 * address opens nothing, and is often read the next morning: a day.
 */
export const linkGoodFor = { 'reset-password': hour, 'change-email': day, 'verify-email': day };
export type LinkKind = keyof typeof linkGoodFor;

export interface Link {
  kind: LinkKind;
  personId: string;
  expiresAt: number;
}

/** Nobody has this id: a link of theirs opens nothing. */
const nobody = '';

/** Makes a link; answers its secret. For `null`, nobody, it does the same work and opens nothing. */
export async function makeLink(
  tx: Write,
  { clock, random }: { clock: Clock; random: Random },
  kind: LinkKind,
  personId: string | null,
): Promise<{ token: string; expiresAt: number }> {
  const token = Buffer.from(random.bytes(32)).toString('base64url');
  const now = isoOf(clock.now());
  const expiresAt = clock.now() + linkGoodFor[kind];
  await tx.deleteFrom('verification').where('expiresAt', '<', now).execute();
  await tx
    .insertInto('verification')
    .values({
      id: newId(random, 'V'),
      identifier: identifierOf(kind, token),
      value: personId ?? nobody,
      expiresAt: isoOf(expiresAt),
      createdAt: now,
      updatedAt: now,
    })
    .execute();
  return { token, expiresAt };
}

/** Whose link it is, what for, and until when; throws `link-ended` when it is used, too old, or none of these kinds. */
export async function openLink(
  db: Kysely<Database>,
  { clock }: { clock: Clock },
  kinds: readonly LinkKind[],
  token: string,
): Promise<Link> {
  const row = await db
    .selectFrom('verification')
    .select(['identifier', 'value', 'expiresAt'])
    .where(
      'identifier',
      'in',
      kinds.map((kind) => identifierOf(kind, token)),
    )
    .executeTakeFirst();
  const kind = kinds.find((each) => row?.identifier.startsWith(`${each}:`));
  if (!row || !kind || row.value === nobody || momentOf(row.expiresAt) <= clock.now())
    throw new Failure('link-ended', {});
  return { kind, personId: row.value, expiresAt: momentOf(row.expiresAt) };
}

/** Uses a link up; of several at once, one does. */
export async function takeLink(
  tx: Write,
  parts: { clock: Clock },
  kinds: readonly LinkKind[],
  token: string,
): Promise<Link> {
  const link = await openLink(tx, parts, kinds, token);
  const taken = await tx
    .deleteFrom('verification')
    .where('identifier', '=', identifierOf(link.kind, token))
    .executeTakeFirst();
  if (taken.numDeletedRows === 0n) throw new Failure('link-ended', {});
  return link;
}

/** Makes every link of a person worthless, or those of one kind. */
export async function dropLinks(tx: Write, personId: string, kinds: readonly LinkKind[] = allKinds): Promise<void> {
  for (const kind of kinds)
    await tx
      .deleteFrom('verification')
      .where('value', '=', personId)
      .where('identifier', 'like', `${kind}:%`)
      .execute();
}

const allKinds = Object.keys(linkGoodFor) as LinkKind[];

const identifierOf = (kind: LinkKind, token: string) => `${kind}:${createHash('sha256').update(token).digest('hex')}`;
