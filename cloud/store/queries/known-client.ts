import type { Kysely } from 'kysely';
import type { Moment } from '#shared/models/time.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Remembers what somebody signed in from; answers whether that is new, beside others. */
export async function noteClient(db: Db, person: string, client: string, since: Moment): Promise<boolean> {
  const known = await clientsOf(db, person);
  if (known.some((each) => each.client === client)) return false;
  await db
    .insertInto('known_client')
    .values({ person_id: person, client, since })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return known.length > 0;
}

/** What somebody has signed in from, the first one first. */
export const clientsOf = (db: Db, person: string) =>
  db
    .selectFrom('known_client')
    .select(['client', 'since'])
    .where('person_id', '=', person)
    .orderBy('since')
    .orderBy('client')
    .execute();
