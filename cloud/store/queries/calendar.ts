import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import { oneLine } from '../values.ts';

type Db = Kysely<Database>;

/** Which addresses of a person's feeds are good: those of this generation. */
export async function feedGeneration(db: Db, person: string): Promise<number> {
  const row = await db
    .selectFrom('calendar_feed')
    .select('generation')
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row?.generation ?? 1;
}

/** Makes all addresses given out before invalid. */
export async function renewFeeds(db: Db, person: string): Promise<void> {
  await db
    .insertInto('calendar_feed')
    .values({ person_id: person, generation: 2 })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet(({ eb, ref }) => ({
        generation: eb(ref('calendar_feed.generation'), '+', 1),
      })),
    )
    .execute();
}

export async function hasAccount(db: Db, person: string): Promise<boolean> {
  return (await db.selectFrom('user').select('id').where('id', '=', person).executeTakeFirst()) !== undefined;
}

/** The name of an organization, fit for one line. */
export async function organizationTitle(db: Db, id: string): Promise<string> {
  const { name } = await db.selectFrom('organization').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  return oneLine(name);
}
