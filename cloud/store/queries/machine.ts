import { type Kysely, sql } from 'kysely';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import { evened, prepared } from '../prepared.ts';
import { number, row, text } from '../values.ts';
import type { Database } from '../schema.ts';

export type MachineRow = Pick<
  Database['machine'],
  'id' | 'counter' | 'sequence' | 'last_call_digest' | 'last_answer' | 'barred_at'
>;

/** What the cloud remembers of the calls of machines, by id. Those that never called are not in it. */
export async function findMachines(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, MachineRow>> {
  const rows = await db
    .selectFrom('machine')
    .select(['id', 'counter', 'sequence', 'last_call_digest', 'last_answer', 'barred_at'])
    .where('id', 'in', evened(ids))
    .modifyEnd(prepared)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Makes the machine known with its first call. */
export async function enrolMachine(
  db: Kysely<Database>,
  id: string,
  seen: MachineCallPayload['machine'],
  now: number,
): Promise<void> {
  await db
    .insertInto('machine')
    .values({
      id,
      public_key: seen.publicKey,
      ...described(seen),
      first_seen_at: now,
      last_seen_at: now,
      counter: 0,
      sequence: 0,
      last_nonce: null,
      last_call_digest: null,
      last_answer: null,
      barred_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A call with the answer it gets. `sequence`: of the machine before this answer. */
export interface AnsweredCall {
  machine: string;
  sequence: number;
  call: MachineCallPayload;
  digest: string;
  answer: string;
}

/**
 * Writes calls and their answers down, except where another call of the same machine came first; says how many. The
 * rows stay locked until the transaction ends, so that the calls of one machine are answered one after the other.
 */
export async function recordAnswers(
  db: Kysely<Database>,
  calls: readonly AnsweredCall[],
  now: number,
): Promise<number> {
  const rows = evened(calls).map(({ machine, sequence, call, digest, answer }) => {
    const { name, platform, app_version, evidence } = described(call.machine);
    const texts = [machine, name, platform, app_version, evidence, call.nonce, digest, answer];
    return row([...texts.map(text), number(call.counter), number(sequence)]);
  });
  const { numAffectedRows } = await sql`
    update machine set
      name = v.column2, platform = v.column3, app_version = v.column4, evidence = v.column5,
      last_nonce = v.column6, last_call_digest = v.column7, last_answer = v.column8,
      counter = v.column9, sequence = v.column10 + 1, last_seen_at = ${number(now)}
    from (values ${sql.join(rows)}) as v
    where machine.id = v.column1 and machine.counter < v.column9 and machine.sequence = v.column10
    ${prepared}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

const described = (seen: MachineCallPayload['machine']) => ({
  name: seen.name,
  platform: seen.platform,
  app_version: seen.appVersion,
  evidence: JSON.stringify(seen.evidence),
});

/** For sentences that name it. */
export async function machineName(db: Kysely<Database>, id: string): Promise<string> {
  const { name } = await db.selectFrom('machine').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  return name;
}

/** null when the account is gone. */
export async function personName(db: Kysely<Database>, id: string): Promise<string | null> {
  const row = await db.selectFrom('user').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? null;
}
