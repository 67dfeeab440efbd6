import { type Kysely, sql } from 'kysely';
import type { KindName } from '#shared/files/kinds.ts';
import type { CounterState } from '../../rules/counters.ts';
import { evened } from '../prepared.ts';
import { number, row, text } from '../values.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Digest of the file that came from a machine with this counter; null when none did. */
export async function fileDigest(db: Db, machine: string, counter: number): Promise<string | null> {
  const row = await db
    .selectFrom('machine_file')
    .select('digest')
    .where('machine_id', '=', machine)
    .where('counter', '=', counter)
    .executeTakeFirst();
  return row?.digest ?? null;
}

/** Keeps what came from a machine in mind, and its counters with it. */
export async function addMachineFile(
  db: Db,
  machine: string,
  file: { kind: KindName; counter: number; digest: string },
  counters: CounterState,
  now: number,
): Promise<void> {
  await db
    .insertInto('machine_file')
    .values({ machine_id: machine, ...file, seen_at: now })
    .execute();
  await db
    .updateTable('machine')
    .set({ counter: counters.counter, unseen: JSON.stringify(counters.unseen) })
    .where('id', '=', machine)
    .execute();
}

/** Licenses that were written to be carried to machines, by sequence. One query; none when nothing is asked. */
export async function issuedAnswers(
  db: Db,
  wanted: readonly { machine: string; sequence: number }[],
): Promise<{ machine: string; answer: string }[]> {
  if (wanted.length === 0) return [];
  const rows = evened(wanted).map(({ machine, sequence }) => row([text(machine), number(sequence)]));
  const found = await sql<{ machine: string; answer: string }>`
    select issued_file.machine_id as machine, issued_file.answer
    from (values ${sql.join(rows)}) as v
    join issued_file on issued_file.machine_id = v.column1 and issued_file.sequence = v.column2`.execute(db);
  return found.rows;
}

/** What machines have applied: everything that was carried to them until then has arrived, or is not needed any more. */
export async function confirmApplied(
  db: Db,
  applied: readonly { machine: string; sequence: number }[],
  now: number,
): Promise<void> {
  if (applied.length === 0) return;
  const rows = evened(applied).map(({ machine, sequence }) => row([text(machine), number(sequence)]));
  await sql`
    update issued_file set confirmed_at = ${number(now)}
    from (values ${sql.join(rows)}) as v
    where issued_file.machine_id = v.column1 and issued_file.sequence <= v.column2
      and issued_file.confirmed_at is null`.execute(db);
}

/** The highest sequence that a machine has confirmed, by a file. */
export async function raiseApplied(db: Db, machine: string, sequence: number): Promise<void> {
  await db
    .updateTable('machine')
    .set({ applied_sequence: sequence })
    .where('id', '=', machine)
    .where('applied_sequence', '<', sequence)
    .execute();
}
