import { type Kysely, sql } from 'kysely';
import type { EvidenceName } from '#shared/models/machine.ts';
import { type Evidence, sharedByMany } from '../../rules/evidence.ts';
import { number, row, text } from '../values.ts';
import type { Database } from '../schema.ts';

/** One hardware fact, in question for one machine. */
export interface Factor {
  machine: string;
  name: EvidenceName;
  hash: string;
}

/** Puts the hardware facts of a machine in the place of those before. */
export async function writeFactors(db: Kysely<Database>, machine: string, evidence: Evidence): Promise<void> {
  await db.deleteFrom('machine_factor').where('machine_id', '=', machine).execute();
  const rows = Object.entries(evidence).map(([name, hash]) => ({ machine_id: machine, name, hash }));
  if (rows.length > 0) await db.insertInto('machine_factor').values(rows).execute();
}

/**
 * Which of these facts many other machines have as well, so that they say nothing about this one. One query; it
 * counts no further than it has to, for there may be thousands with the same processor.
 */
export async function worthlessFactors(
  db: Kysely<Database>,
  factors: readonly Factor[],
): Promise<(machine: string) => (name: EvidenceName, hash: string) => boolean> {
  const worthless = new Set<string>();
  const key = (machine: string, name: string, hash: string) => `${machine} ${name} ${hash}`;
  if (factors.length > 0) {
    const values = factors.map(({ machine, name, hash }) => row([text(machine), text(name), text(hash)]));
    const { rows } = await sql<{ column1: string; column2: string; column3: string }>`
      select v.column1, v.column2, v.column3 from (values ${sql.join(values)}) as v
      where ${number(sharedByMany)} <= (
        select count(*) from (
          select 1 from machine_factor
          where name = v.column2 and hash = v.column3 and machine_id <> v.column1
          limit ${sql.lit(sharedByMany)}
        ) as others
      )`.execute(db);
    for (const { column1, column2, column3 } of rows) worthless.add(key(column1, column2, column3));
  }
  return (machine) => (name, hash) => worthless.has(key(machine, name, hash));
}
