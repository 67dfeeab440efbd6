import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Store } from '#cloud/store/open.ts';
import { personColumns } from '#cloud/store/queries/person-rows.ts';
import { forEachEngine, freshStore } from '../../../support/store.ts';

/** Columns that hold a person, by what they are called. */
const holdsPerson = /^(person|.*_person|person_?id|user_?id|inviterId|.*_by)$/i;
/** A moment until which something is imported. */
const others = ['issued_file.import_by'];

forEachEngine((engine) => {
  test('A7: every column that holds a person says what becomes of it when the account is deleted', async () => {
    const store = await freshStore(engine);
    const tables = await store.db.introspection.getTables();
    const found = tables.flatMap(({ name, columns }) =>
      columns.filter((column) => holdsPerson.test(column.name)).map((column) => `${name}.${column.name}`),
    );
    expect(found.length).toBeGreaterThan(20);
    const goWithUser = await Promise.all(tables.map(({ name }) => referencesToUser(store, name)));
    const known = [...Object.keys(personColumns), ...goWithUser.flat(), ...others];
    expect(found.filter((column) => !known.includes(column))).toEqual([]);
    expect(Object.keys(personColumns).filter((column) => !found.includes(column))).toEqual([]);
  });
});

/** Columns of a table that refer to `user`, and whose rows go, or are emptied, when somebody there is deleted. */
async function referencesToUser({ db, engine }: Store, table: string): Promise<string[]> {
  const { rows } =
    engine === 'sqlite'
      ? await sql<{ column: string; fate: string }>`
          select "from" as "column", "on_delete" as fate from pragma_foreign_key_list(${table}) where "table" = 'user'
        `.execute(db)
      : await sql<{ column: string; fate: string }>`
          select a.attname as "column", case c.confdeltype when 'c' then 'CASCADE' when 'n' then 'SET NULL' else '' end as fate
          from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
          where c.contype = 'f' and c.conrelid = ${`"${table}"`}::regclass and c.confrelid = '"user"'::regclass
        `.execute(db);
  return rows.filter(({ fate }) => ['CASCADE', 'SET NULL'].includes(fate)).map(({ column }) => `${table}.${column}`);
}
