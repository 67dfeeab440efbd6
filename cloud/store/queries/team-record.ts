import type { Kysely } from 'kysely';
import type { Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import type { Write } from '../open.ts';
import type { Database } from '../schema.ts';

/** Whom an organization keeps something about. */
interface Whose {
  organization: string;
  person: string;
}

export interface Described {
  called: string | null;
  note: string | null;
}

const recordOf = (db: Kysely<Database>, { organization, person }: Whose) =>
  db
    .selectFrom('person_record')
    .selectAll()
    .where('organization_id', '=', organization)
    .where('person_id', '=', person);

/** What an organization keeps about somebody. */
export const findRecord = (db: Kysely<Database>, whose: Whose) => recordOf(db, whose).executeTakeFirst();

/** Writes down how somebody is called, and the note about them. */
export async function describePerson(tx: Write, { organization, person }: Whose, as: Described): Promise<void> {
  await tx
    .insertInto('person_record')
    .values({ ...emptyRecord, organization_id: organization, person_id: person, ...as })
    .onConflict((conflict) => conflict.columns(['organization_id', 'person_id']).doUpdateSet(as))
    .execute();
}

export interface Removal {
  name: string;
  email: string;
  role: Role;
  at: Moment;
  /** Whose act it was; null: their own. */
  by: string | null;
}

/** Keeps somebody who is removed as they are now, with what was noted about them. */
export async function keepRemoved(tx: Write, { organization, person }: Whose, removal: Removal): Promise<void> {
  const { name, email, role, at, by } = removal;
  const as = { name, email, role, removed_at: at, removed_by: by, has_left: by === null ? 1 : 0 };
  await tx
    .insertInto('person_record')
    .values({ ...emptyRecord, organization_id: organization, person_id: person, ...as })
    .onConflict((conflict) => conflict.columns(['organization_id', 'person_id']).doUpdateSet(as))
    .execute();
}

/** Somebody who was removed belongs here again; how they are called, and the note, are as before. */
export async function takeBack(tx: Write, { organization, person }: Whose): Promise<void> {
  await tx
    .updateTable('person_record')
    .set({ name: null, email: null, role: null, removed_at: null, removed_by: null, has_left: 0 })
    .where('organization_id', '=', organization)
    .where('person_id', '=', person)
    .execute();
}

/** Deletes what an organization keeps about somebody. */
export async function deleteRecord(tx: Write, { organization, person }: Whose): Promise<void> {
  await tx
    .deleteFrom('person_record')
    .where('organization_id', '=', organization)
    .where('person_id', '=', person)
    .execute();
}

const emptyRecord = {
  called: null,
  note: null,
  name: null,
  email: null,
  role: null,
  removed_at: null,
  removed_by: null,
  has_left: 0,
};
