import { Failure } from '#shared/errors.ts';
import { day } from '#shared/models/time.ts';
import type { CloudParts } from '../context.ts';
import { knownSequence } from '../rules/copies.ts';
import { snapshot, type TellableLease, type Telling, telling } from '../rules/snapshot.ts';
import type { Write } from '../store/open.ts';
import { renewLeases } from '../store/queries/lease.ts';
import { confirmApplied } from '../store/queries/machine-file.ts';
import { type Mark, writeMark } from '../store/queries/machine-mark.ts';
import { type AnsweredCall, type MachineRow, recordAnswers, withRecentCall } from '../store/queries/machine.ts';
import type { OpenedCall } from './machine-call.ts';
import type { Standing } from './machine-verdict.ts';
import { recordTold } from './tell.ts';

type Parts = Pick<CloudParts, 'clock' | 'keys' | 'random'>;

/** An answer that is signed, but not written down yet. */
export interface Draft extends AnsweredCall {
  told: Telling;
  marks: readonly Mark[];
  /** A license that was carried to the machine waits for a word of it. */
  awaits: boolean;
}

/** Signs what a machine is told. Throws `machine-barred` when it has been told everything. */
export function prepare(
  { clock, keys }: Parts,
  row: MachineRow,
  { call, digest }: OpenedCall,
  { counters, marks, isHeld }: Extract<Standing, { is: 'good' }>,
  leases: readonly TellableLease[],
): Draft {
  const now = clock.now();
  const isBarred = row.barred_at !== null;
  const appliedSequence = call.applied?.sequence ?? 0;
  const isUpToDate = appliedSequence === row.sequence;
  const told = telling(leases, { appliedSequence, isUpToDate, renews: !isHeld, isBarred, now });
  if (isBarred && told.notices.length === 0) throw new Failure('machine-barred', {});
  const { id, sequence } = row;
  const next = knownSequence(sequence, appliedSequence) + 1;
  const payload = snapshot({
    cloud: keys.cloudId,
    machine: { id, name: call.machine.name },
    sequence: next,
    answers: call.nonce,
    now,
    importBy: now + day,
    telling: told,
  });
  return {
    machine: id,
    sequence,
    next,
    call,
    digest,
    answer: keys.signLicense(payload),
    told,
    counters,
    marks,
    recentCalls: withRecentCall(row, digest),
    applied: row.cloned_at === null ? Math.min(appliedSequence, next - 1) : 0,
    awaits: row.awaits !== null,
  };
}

/** Another call of this machine, or an act on its leases, came first: what was prepared is no longer true. */
export class Overtaken extends Error {}

/** Writes answers down together with everything they say, or nothing of it. */
export async function commit({ random, clock }: Parts, tx: Write, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return;
  const now = clock.now();
  if ((await recordAnswers(tx, drafts, now)) < drafts.length) throw new Overtaken();
  const kept = drafts.flatMap(({ told }) => told.kept);
  if ((await renewLeases(tx, kept, now)) < kept.length) throw new Overtaken();
  for (const { machine, next, told, marks } of drafts) {
    if (!(await recordTold({ random, clock }, tx, { machine, sequence: next, told }))) throw new Overtaken();
    for (const mark of marks) await writeMark(tx, machine, mark, now);
  }
  const confirming = drafts.filter(({ awaits, applied }) => awaits && applied > 0);
  await confirmApplied(
    tx,
    confirming.map(({ machine, applied }) => ({ machine, sequence: applied })),
    now,
  );
}
