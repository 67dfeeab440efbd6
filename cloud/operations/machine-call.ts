import { openCall } from '#shared/files/call.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import { Failure } from '#shared/errors.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { knownSequence } from '../rules/copies.ts';
import type { Write } from '../store/open.ts';
import { leasesOfMachines } from '../store/queries/machine-leases.ts';
import { claimMachine, writeMark } from '../store/queries/machine-mark.ts';
import { enrolMachine, findMachines, type MachineRow } from '../store/queries/machine.ts';
import { commit, Overtaken, prepare } from './machine-answers.ts';
import { refuseDouble } from './machine-remainder.ts';
import { standings } from './machine-verdict.ts';

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

export const unknownMachine = () => new Failure('call-refused', { why: 'unknown-machine' });

/**
 * Answers a call that does something: `act` runs in the transaction of the answer, once, and is undone when either
 * fails. What is found out about a machine that is refused stays on record: that is committed before it is thrown.
 */
export async function answerAct(
  parts: Parts,
  write: GuardedContext['write'],
  opened: OpenedCall,
  act: (tx: Write) => Promise<void>,
): Promise<string> {
  for (;;) {
    try {
      const { answer, refusal } = await write((tx) => answerIn(parts, tx, opened, act));
      if (refusal === 'double') throw await refuseDouble(parts, opened);
      if (refusal !== null) throw refusal;
      return answer;
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}

type Outcome = { answer: string; refusal: null } | { answer: null; refusal: Failure | 'double' };

async function answerIn(
  parts: Parts,
  tx: Write,
  opened: OpenedCall,
  act: (tx: Write) => Promise<void>,
): Promise<Outcome> {
  const now = parts.clock.now();
  const { call, machine } = opened;
  if (call.purpose === 'pick' || call.purpose === 'enter')
    await enrolMachine(tx, machine, call.machine, { now, isEphemeral: call.purpose === 'enter' });
  await parts.store.lock(tx, 'machine', machine);
  const row = await known(tx, machine);
  const [standing] = await standings(tx, [{ row, opened }], now);
  if (standing?.is === 'answered') return { answer: standing.answer, refusal: null };
  if (standing?.is !== 'good') {
    for (const mark of standing?.marks ?? []) await writeMark(tx, machine, mark, now);
    return { answer: null, refusal: standing?.is === 'double' ? 'double' : (standing?.refusal ?? unknownMachine()) };
  }
  await act(tx);
  if (call.purpose === 'claim') await claim(tx, row, call);
  const leases = await leasesOfMachines(tx, [machine]);
  const draft = prepare(parts, await known(tx, machine), opened, standing, leases.get(machine) ?? []);
  await commit(parts, tx, [draft]);
  return { answer: draft.answer, refusal: null };
}

async function known(tx: Write, machine: string): Promise<MachineRow> {
  const row = (await findMachines(tx, [machine])).get(machine);
  if (!row) throw unknownMachine();
  return row;
}

function claim(tx: Write, row: MachineRow, { counter, applied }: MachineCallPayload): Promise<void> {
  const sequence = knownSequence(row.sequence, applied?.sequence ?? 0);
  const appliedSequence = Math.min(applied?.sequence ?? 0, sequence);
  return claimMachine(tx, row.id, { counter, sequence, appliedSequence });
}
