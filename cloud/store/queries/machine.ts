import type { Kysely } from 'kysely';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import type { Platform } from '#shared/models/machine.ts';
import { prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

export type MachineRow = Pick<
  Database['machine'],
  'id' | 'counter' | 'sequence' | 'last_nonce' | 'last_call_digest' | 'last_answer' | 'barred_at'
>;

/** What the cloud remembers of a machine's calls; undefined when it never called. */
export async function findMachine(db: Kysely<Database>, id: string): Promise<MachineRow | undefined> {
  const { rows } = await runFind(db, { id });
  return rows[0];
}

const runFind = prepared({ id: '@id' }, (db, { id }) =>
  db
    .selectFrom('machine')
    .select(['id', 'counter', 'sequence', 'last_nonce', 'last_call_digest', 'last_answer', 'barred_at'])
    .where('id', '=', id),
);

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

/**
 * Writes down a call and its answer, unless another call of this machine came first. The row stays locked
 * until the transaction ends, so that the calls of one machine are answered one after the other.
 */
export async function recordAnswer(
  db: Kysely<Database>,
  before: Pick<MachineRow, 'id' | 'sequence'>,
  call: MachineCallPayload,
  digest: string,
  answer: string,
  now: number,
): Promise<boolean> {
  const { numAffectedRows } = await runRecord(db, {
    ...described(call.machine),
    last_seen_at: now,
    counter: call.counter,
    next_sequence: before.sequence + 1,
    last_nonce: call.nonce,
    last_call_digest: digest,
    last_answer: answer,
    id: before.id,
    sequence: before.sequence,
  });
  return numAffectedRows === 1n;
}

const runRecord = prepared(
  {
    name: '@name',
    platform: '@platform' as Platform,
    app_version: '@version',
    evidence: '@evidence',
    last_seen_at: -1,
    counter: -2,
    next_sequence: -3,
    last_nonce: '@nonce',
    last_call_digest: '@digest',
    last_answer: '@answer',
    id: '@id',
    sequence: -4,
  },
  (db, { id, sequence, next_sequence, ...seen }) =>
    db
      .updateTable('machine')
      .set({ ...seen, sequence: next_sequence })
      .where('id', '=', id)
      .where('sequence', '=', sequence)
      .where('counter', '<', seen.counter),
);

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
