import { createHash, createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { minute } from '#shared/models/time.ts';
import type { CloudConfig } from '../config.ts';
import type { Clock, Random } from '../ports.ts';
import type { Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';
import { isSame } from './same.ts';

/*
 * What waits for a code. Each is good for ten minutes, for five wrong codes, and once; of a challenge, only the digest is
 * kept, of a mailed code a digest that nobody can work out who has the database alone.
 */

export const codeGoodFor = 10 * minute;
const mostWrong = 5;

type Awaited = Database['awaited_code'];
type With = { clock: Clock };

export const idOfSignIn = (challenge: string) => `sign-in:${createHash('sha256').update(challenge).digest('hex')}`;
export const idOfSetUp = (person: string) => `setup:${person}`;
export const idOfChange = (person: string) => `change:${person}`;

/** Begins to wait, in place of what waited under this id. Answers until when. */
export async function awaitCode(
  tx: Write,
  { clock }: With,
  awaited: Pick<Awaited, 'id' | 'person_id'> & Partial<Pick<Awaited, 'machine_name' | 'mailed' | 'sealed_secret'>>,
): Promise<number> {
  const expires_at = clock.now() + codeGoodFor;
  await tx.deleteFrom('awaited_code').where('expires_at', '<=', clock.now()).execute();
  await tx.deleteFrom('awaited_code').where('id', '=', awaited.id).execute();
  const nothing = { machine_name: null, mailed: null, sealed_secret: null };
  await tx
    .insertInto('awaited_code')
    .values({ ...nothing, ...awaited, wrong: 0, expires_at })
    .execute();
  return expires_at;
}

/** What waits under an id, unless its time or its tries are over. */
export async function findAwaited(db: Kysely<Database>, { clock }: With, id: string): Promise<Awaited | null> {
  const found = await db
    .selectFrom('awaited_code')
    .selectAll()
    .where('id', '=', id)
    .where('wrong', '<', mostWrong)
    .where('expires_at', '>', clock.now())
    .executeTakeFirst();
  return found ?? null;
}

/**
 * Counts a try before it is known whether it is right, so that many at once are no more than five; others wait for the
 * end of this transaction. Answers what waits, and how many tries are left should this one be wrong.
 */
export async function countTry(tx: Write, { clock }: With, id: string): Promise<(Awaited & { left: number }) | null> {
  const counted = await tx
    .updateTable('awaited_code')
    .set(({ eb }) => ({ wrong: eb('wrong', '+', 1) }))
    .where('id', '=', id)
    .where('wrong', '<', mostWrong)
    .where('expires_at', '>', clock.now())
    .executeTakeFirst();
  if (counted.numUpdatedRows === 0n) return null;
  const awaited = await tx.selectFrom('awaited_code').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return { ...awaited, left: mostWrong - awaited.wrong };
}

/** Waits no longer: the code came, or nobody may give it any more. */
export async function dropAwaited(tx: Write, id: string): Promise<void> {
  await tx.deleteFrom('awaited_code').where('id', '=', id).execute();
}

/** Ends everything that waits for a code of a person, such as a sign-in that knew the password of before. */
export async function dropAllAwaited(tx: Write, personId: string): Promise<void> {
  await tx.deleteFrom('awaited_code').where('person_id', '=', personId).execute();
}

/** Six digits to mail, and what is kept of them. */
export function makeMailCode(random: Random, config: Pick<CloudConfig, 'secret'>, id: string) {
  const code = String(Buffer.from(random.bytes(6)).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
  return { code, mailed: digestOf(config, id, code) };
}

/** Whether a typed code is the one that was mailed last. */
export function isMailCode(config: Pick<CloudConfig, 'secret'>, { id, mailed }: Awaited, typed: string): boolean {
  return mailed !== null && isSame(mailed, digestOf(config, id, typed.replaceAll(/\s/g, '')));
}

const digestOf = ({ secret }: Pick<CloudConfig, 'secret'>, id: string, code: string) =>
  createHmac('sha256', secret).update(`mailed code ${id} ${code}`).digest('hex');
