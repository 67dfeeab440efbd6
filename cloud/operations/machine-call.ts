import { openCall } from '#shared/files/call.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import { Failure } from '#shared/errors.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { newId } from '../ids.ts';
import { leavesOverlap } from '../rules/lease-life.ts';
import { snapshot, type TellableLease, type Telling, telling } from '../rules/snapshot.ts';
import type { Write } from '../store/open.ts';
import { confirmEnds, endLease, markTold, renewLease } from '../store/queries/lease.ts';
import { machineLeases } from '../store/queries/machine-leases.ts';
import { enrolMachine, findMachine, type MachineRow, recordAnswer } from '../store/queries/machine.ts';
import { openOverlap } from '../store/queries/overlap.ts';

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

/** Answers a heartbeat. Reads and signs first: the transaction only writes down what was signed, if it still holds. */
export function answerHeartbeat(parts: Parts, opened: OpenedCall): Promise<string> {
  const { db, write } = parts.store;
  return untilCurrent(async () => {
    const machine = await knownMachine(db, opened);
    const repeated = answeredBefore(machine, opened);
    if (repeated !== null) return repeated;
    const prepared = prepare(parts, machine, opened, await machineLeases(db, machine.id));
    await write((tx) => commit(parts, tx, machine, opened, prepared));
    return prepared.answer;
  });
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
        await enrolMachine(tx, opened.machine, opened.call.machine, parts.clock.now());
      await parts.store.lock(tx, 'machine', opened.machine);
      const machine = await knownMachine(tx, opened);
      const repeated = answeredBefore(machine, opened);
      if (repeated !== null) return repeated;
      if (machine.barred_at !== null && opened.call.purpose === 'pick') throw new Failure('machine-barred', {});
      await act(tx);
      const prepared = prepare(parts, machine, opened, await machineLeases(tx, machine.id));
      await commit(parts, tx, machine, opened, prepared);
      return prepared.answer;
    }),
  );
}

async function knownMachine(db: Write | Parts['store']['db'], { machine }: OpenedCall): Promise<MachineRow> {
  const known = await findMachine(db, machine);
  if (!known) throw new Failure('call-refused', { why: 'unknown-machine' });
  return known;
}

/** The very same call gets the very same answer; an older one is a replay. */
function answeredBefore(machine: MachineRow, { call, digest }: OpenedCall): string | null {
  if (machine.last_call_digest === digest) return machine.last_answer;
  if (call.counter <= machine.counter) throw new Failure('call-refused', { why: 'replayed' });
  return null;
}

interface Prepared {
  answer: string;
  told: Telling;
  now: number;
}

function prepare(
  { clock, keys }: Parts,
  machine: MachineRow,
  { call }: OpenedCall,
  leases: readonly TellableLease[],
): Prepared {
  const now = clock.now();
  const isBarred = machine.barred_at !== null;
  const told = telling(leases, { appliedSequence: call.appliedSequence, isBarred, now });
  if (isBarred && told.notices.length === 0) throw new Failure('machine-barred', {});
  const payload = snapshot({
    cloud: keys.cloudId,
    machine: { id: machine.id, name: call.machine.name },
    sequence: machine.sequence + 1,
    nonce: call.nonce,
    now,
    telling: told,
  });
  return { answer: keys.signLicense(payload), told, now };
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

/** Writes down an answer together with everything it says, or nothing of it. */
async function commit(
  { random }: Parts,
  tx: Write,
  machine: MachineRow,
  { call, digest }: OpenedCall,
  { answer, told, now }: Prepared,
): Promise<void> {
  const isFirst = await recordAnswer(tx, machine, call, digest, answer, now);
  if (!isFirst) throw new Overtaken();
  for (const { id, endsAt } of told.kept) {
    if (!(await renewLease(tx, id, endsAt, now))) throw new Overtaken();
  }
  const toldIn = machine.sequence + 1;
  for (const { lease, reason } of told.ending) {
    if (!(await endLease(tx, lease.id, { reason, at: now, toldIn }))) throw new Overtaken();
    if (leavesOverlap(lease, reason, now)) {
      await openOverlap(tx, {
        id: newId(random, 'V'),
        lease,
        license: lease.license.id,
        machine: machine.id,
        causedBy: null,
        now,
      });
    }
  }
  await markTold(tx, told.firstTold, toldIn);
  await confirmEnds(tx, told.confirmed, now);
}
