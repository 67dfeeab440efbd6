import { type Kysely, type Selectable, sql } from 'kysely';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import type { MachineIntroduction } from '#shared/files/machine-introduction.ts';
import { EvidenceName } from '#shared/models/machine.ts';
import type { CounterRange, CounterState } from '../../rules/counters.ts';
import { evidenceText, knownEvidence } from '../../rules/evidence.ts';
import { evened, prepared } from '../prepared.ts';
import { number, row, text } from '../values.ts';
import type { Database } from '../schema.ts';
import { writeFactors } from './machine-factor.ts';

const columns = [
  'id',
  'name',
  'counter',
  'unseen',
  'claimed_counter',
  'recent_calls',
  'sequence',
  'applied_sequence',
  'last_call_digest',
  'last_answer',
  'barred_at',
  'cloned_at',
  'evidence',
  'is_virtual',
  'is_ephemeral',
  'changed_factors',
  'changed_to',
  'changed_at',
] as const;

export type MachineRow = Pick<Selectable<Database['machine']>, (typeof columns)[number]> & {
  /** Not null: a license that was written to be carried to it has not been confirmed. */
  awaits: number | null;
};

/** What the cloud remembers of machines, by id. Those that never came are not in it. */
export async function findMachines(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, MachineRow>> {
  const rows = await db
    .selectFrom('machine')
    .select(columns)
    .select(({ selectFrom, val }) =>
      selectFrom('issued_file')
        .select(val(1).as('one'))
        .whereRef('issued_file.machine_id', '=', 'machine.id')
        .where('issued_file.confirmed_at', 'is', null)
        .limit(1)
        .as('awaits'),
    )
    .where('id', 'in', evened(ids))
    .modifyEnd(prepared)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export const countersOf = (row: Pick<MachineRow, 'counter' | 'unseen' | 'claimed_counter'>): CounterState => ({
  counter: row.counter,
  unseen: JSON.parse(row.unseen) as CounterRange[],
  claimed: row.claimed_counter,
});

/** What is not as it was, while somebody has to say that this is the same machine; else null. */
export function changedFactors(row: Pick<MachineRow, 'changed_at' | 'changed_factors'>): EvidenceName[] | null {
  if (row.changed_at === null) return null;
  const changed = JSON.parse(row.changed_factors ?? '[]') as string[];
  return EvidenceName.options.filter((name) => changed.includes(name));
}

const recentCalls = 8;
const shortened = (digest: string) => digest.slice(0, 16);

/** Whether this is one of the last calls that were answered. */
export const isRecentCall = (row: Pick<MachineRow, 'recent_calls'>, digest: string): boolean =>
  row.recent_calls.split(' ').includes(shortened(digest));

/** The last calls, with one more. */
export const withRecentCall = (row: Pick<MachineRow, 'recent_calls'>, digest: string): string =>
  [shortened(digest), ...row.recent_calls.split(' ', recentCalls - 1)].join(' ').trim();

/** Makes the machine known with the first that comes from it; says whether it was not yet. */
export async function enrolMachine(
  db: Kysely<Database>,
  id: string,
  seen: MachineIntroduction,
  { now, isEphemeral = false }: { now: number; isEphemeral?: boolean },
): Promise<boolean> {
  const evidence = knownEvidence(seen.evidence);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('machine')
    .values({
      id,
      public_key: seen.publicKey,
      ...described(seen),
      evidence: evidenceText(evidence),
      is_virtual: Number(seen.isVirtual),
      is_ephemeral: Number(isEphemeral),
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
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  // Containers of one host have its parts: they would make them worthless for the host itself.
  if (!isEphemeral) await writeFactors(db, id, evidence);
  return true;
}

/** A call with the answer it gets. `sequence`: of the machine before this answer; `next`: of the answer. */
export interface AnsweredCall {
  machine: string;
  sequence: number;
  next: number;
  call: MachineCallPayload;
  digest: string;
  answer: string;
  counters: CounterState;
  /** As `withRecentCall` gives it. */
  recentCalls: string;
  /** The sequence that the machine has confirmed with it. */
  applied: number;
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
  const rows = evened(calls).map(({ machine, call, digest, answer, counters, recentCalls, ...numbered }) => {
    const { name, platform, app_version } = described(call.machine);
    const texts = [machine, name, platform, app_version, call.nonce, digest, answer, recentCalls];
    const unseen = text(JSON.stringify(counters.unseen));
    const numbers = [counters.counter, numbered.sequence, numbered.applied, numbered.next];
    return row([...texts.map(text), unseen, ...numbers.map(number)]);
  });
  const { numAffectedRows } = await sql`
    update machine set
      name = v.column2, platform = v.column3, app_version = v.column4,
      last_nonce = v.column5, last_call_digest = v.column6, last_answer = v.column7,
      recent_calls = v.column8, unseen = v.column9,
      counter = v.column10, sequence = v.column13, last_seen_at = ${number(now)},
      applied_sequence = case when v.column12 > applied_sequence then v.column12 else applied_sequence end
    from (values ${sql.join(rows)}) as v
    where machine.id = v.column1 and machine.counter < v.column10 and machine.sequence = v.column11
    ${prepared}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

const described = (seen: MachineIntroduction) => ({
  name: seen.name,
  platform: seen.platform,
  app_version: seen.appVersion,
});

/** What the machine says of itself now, and that it was heard of. */
export async function describeMachine(
  db: Kysely<Database>,
  id: string,
  seen: MachineIntroduction,
  now: number,
): Promise<void> {
  await db
    .updateTable('machine')
    .set({ ...described(seen), last_seen_at: now })
    .where('id', '=', id)
    .execute();
}

/** A license was signed for it that no call and no file brought about. */
export async function moveSequence(db: Kysely<Database>, id: string, sequence: number): Promise<void> {
  await db.updateTable('machine').set({ sequence }).where('id', '=', id).execute();
}

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
