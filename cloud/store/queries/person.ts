import type { Kysely } from 'kysely';
import type { Person } from '#shared/models/person.ts';
import type { Database } from '../schema.ts';

/** Somebody by their id, or by their address in small letters. */
export async function findPerson(db: Kysely<Database>, column: 'id' | 'email', value: string): Promise<Person | null> {
  const person = await db
    .selectFrom('user')
    .select(['id', 'name', 'email'])
    .where(column, '=', value)
    .executeTakeFirst();
  return person ?? null;
}
