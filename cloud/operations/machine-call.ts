import { openCall } from '#shared/files/call.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import { Failure } from '#shared/errors.ts';
import { day } from '#shared/models/time.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { snapshot, type TellableLease, type Telling, telling } from '../rules/snapshot.ts';
import type { Write } from '../store/open.ts';
import { renewLeases } from '../store/queries/lease.ts';
import { leasesOfMachines } from '../store/queries/machine-leases.ts';
import {
  type AnsweredCall,
  countersOf,
  enrolMachine,
  findMachines,
  type MachineRow,
  recordAnswers,
} from '../store/queries/machine.ts';
import { recordTold } from './tell.ts';

type Parts = Pick<CloudParts, 'clock' | 'keys' | 'random' | 'store'>;

/** A signed call whose signature holds. Whether it is new is for the machine's row to say. */
export interface OpenedCall {
  call: MachineCallPayload;
  machine: string;
  digest: string;
}

/** Opens the signed call of a machine, or refuses it. */
export function readCall(
  { keys }: Pick<CloudParts, 'keys'>,
  text: string,
  purpose: MachineCallPayload['purpose'],
): OpenedCall {
  const opening = openCall(filePlatform, text, { cloud: keys.cloudId, purpose });
  if (!opening.accepted) throw new Failure('call-refused', { why: opening.why });
  return { call: opening.payload, machine: opening.machine, digest: opening.digest };
}

/** An answer, or why there is none. */
export type Outcome = { answer: string } | { failure: Failure };

/**
 * Answers the heartbeats of different machines together: few statements for all of them. It reads and signs first; the
 * transaction only writes down what was signed, all of it or, when something has changed meanwhile, nothing.
 */
export async function answerHeartbeats(parts: Parts, calls: readonly OpenedCall[]): Promise<Outcome[]> {
  const { db, write } = parts.store;
  const ids = calls.map(({ machine }) => machine);
  const machines = await findMachines(db, ids);
  const leases = await leasesOfMachines(db, ids);
  const drafts = calls.map((opened) => draftOf(parts, opened, machines, leases));
  const fresh = drafts.filter((draft) => 'told' in draft);
  try {
    if (fresh.length > 0) await write((tx) => commit(parts, tx, fresh));
    return drafts;
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    const alone = [];
    for (const opened of calls) alone.push(...(await answerHeartbeats(parts, [opened])));
    return alone;
  }
}

/** What a heartbeat is answered, repeated or new; or why it is refused. */
function draftOf(
  parts: Parts,
  opened: OpenedCall,
  machines: ReadonlyMap<string, MachineRow>,
  leases: ReadonlyMap<string, TellableLease[]>,
): Outcome | Draft {
  try {
    const machine = known(machines, opened);
    const repeated = answeredBefore(machine, opened);
    if (repeated !== null) return { answer: repeated };
    return prepare(parts, machine, opened, leases.get(machine.id) ?? []);
  } catch (error) {
    if (error instanceof Failure) return { failure: error };
    throw error;
  }
}

/** Answers a call that does something: `act` runs in the transaction of the answer, once, and is undone when either fails. */
export function answerAct(
  parts: Parts,
  write: GuardedContext['write'],
  opened: OpenedCall,
  act: (tx: Write) => Promise<void>,
): Promise<string> {
  return untilCurrent(() =>
    write(async (tx) => {
      if (opened.call.purpose === 'pick')
        await enrolMachine(tx, opened.machine, opened.call.machine, { now: parts.clock.now() });
      await parts.store.lock(tx, 'machine', opened.machine);
      const machine = known(await findMachines(tx, [opened.machine]), opened);
      const repeated = answeredBefore(machine, opened);
      if (repeated !== null) return repeated;
      if (machine.barred_at !== null && opened.call.purpose === 'pick') throw new Failure('machine-barred', {});
      await act(tx);
      const leases = await leasesOfMachines(tx, [machine.id]);
      const draft = prepare(parts, machine, opened, leases.get(machine.id) ?? []);
      await commit(parts, tx, [draft]);
      return draft.answer;
    }),
  );
}

function known(machines: ReadonlyMap<string, MachineRow>, { machine }: OpenedCall): MachineRow {
  const row = machines.get(machine);
  if (!row) throw new Failure('call-refused', { why: 'unknown-machine' });
  return row;
}

/** The very same call gets the very same answer; an older one is a replay. */
function answeredBefore(machine: MachineRow, { call, digest }: OpenedCall): string | null {
  if (machine.last_call_digest === digest) return machine.last_answer;
  if (call.counter <= machine.counter) throw new Failure('call-refused', { why: 'replayed' });
  return null;
}

/** An answer that is signed, but not written down yet. */
interface Draft extends AnsweredCall {
  told: Telling;
}

function prepare(
  { clock, keys }: Parts,
  machine: MachineRow,
  { call, digest }: OpenedCall,
  leases: readonly TellableLease[],
): Draft {
  const now = clock.now();
  const isBarred = machine.barred_at !== null;
  const appliedSequence = call.applied?.sequence ?? 0;
  const isUpToDate = appliedSequence === machine.sequence;
  const told = telling(leases, { appliedSequence, isUpToDate, renews: true, isBarred, now });
  if (isBarred && told.notices.length === 0) throw new Failure('machine-barred', {});
  const { id, sequence } = machine;
  const payload = snapshot({
    cloud: keys.cloudId,
    machine: { id, name: call.machine.name },
    sequence: sequence + 1,
    answers: call.nonce,
    now,
    importBy: now + day,
    telling: told,
  });
  const counters = { ...countersOf(machine), counter: call.counter };
  const answer = keys.signLicense(payload);
  return { machine: id, sequence, call, digest, answer, told, counters, recentCalls: machine.recent_calls };
}

/** Another call of this machine, or an act on its leases, came first: what was prepared is no longer true. */
class Overtaken extends Error {}

async function untilCurrent(answer: () => Promise<string>): Promise<string> {
  for (;;) {
    try {
      return await answer();
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}

/** Writes answers down together with everything they say, or nothing of it. */
async function commit({ random, clock }: Parts, tx: Write, drafts: readonly Draft[]): Promise<void> {
  const now = clock.now();
  if ((await recordAnswers(tx, drafts, now)) < drafts.length) throw new Overtaken();
  const kept = drafts.flatMap(({ told }) => told.kept);
  if ((await renewLeases(tx, kept, now)) < kept.length) throw new Overtaken();
  for (const { machine, sequence, told } of drafts) {
    if (!(await recordTold({ random, clock }, tx, { machine, sequence: sequence + 1, told }))) throw new Overtaken();
  }
}
