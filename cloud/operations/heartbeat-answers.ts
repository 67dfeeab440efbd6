import { Failure } from '#shared/errors.ts';
import type { CloudParts } from '../context.ts';
import type { TellableLease } from '../rules/snapshot.ts';
import { leasesOfMachines } from '../store/queries/machine-leases.ts';
import { type Mark, writeMark } from '../store/queries/machine-mark.ts';
import { findMachines, type MachineRow } from '../store/queries/machine.ts';
import { commit, type Draft, Overtaken, prepare } from './machine-answers.ts';
import { type OpenedCall, unknownMachine } from './machine-call.ts';
import { refuseDouble } from './machine-remainder.ts';
import { type Standing, standings } from './machine-verdict.ts';

type Parts = Pick<CloudParts, 'clock' | 'keys' | 'random' | 'store'>;

/** An answer, or why there is none. */
export type Outcome = { answer: string } | { failure: Failure };

type Prepared = Draft | Outcome | Refused;

/** `double`: what is left to it is signed once it is on record that there are two. */
interface Refused {
  failure: Failure | 'double';
  opened: OpenedCall;
  marks: readonly Mark[];
}

const isRefused = (each: Prepared): each is Refused => 'failure' in each && 'marks' in each;

/**
 * Answers the heartbeats of different machines together: few statements for all of them. It reads and signs first; the
 * transaction only writes down what was signed, all of it or, when something has changed meanwhile, nothing.
 */
export async function answerHeartbeats(parts: Parts, calls: readonly OpenedCall[]): Promise<Outcome[]> {
  const { write } = parts.store;
  const prepared = await prepareAll(parts, calls);
  const fresh = prepared.filter((each) => 'told' in each);
  const marked = prepared.filter(isRefused).filter(({ marks }) => marks.length > 0);
  try {
    if (fresh.length + marked.length > 0) {
      await write(async (tx) => {
        await commit(parts, tx, fresh);
        for (const { opened, marks } of marked)
          for (const mark of marks) await writeMark(tx, opened.machine, mark, parts.clock.now());
      });
    }
    return await Promise.all(prepared.map(async (each) => (isRefused(each) ? refused(parts, each) : each)));
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    const alone = [];
    for (const opened of calls) alone.push(...(await answerHeartbeats(parts, [opened])));
    return alone;
  }
}

async function refused(parts: Parts, { failure, opened }: Refused): Promise<Outcome> {
  return { failure: failure === 'double' ? await refuseDouble(parts, opened) : failure };
}

async function prepareAll(parts: Parts, calls: readonly OpenedCall[]): Promise<Prepared[]> {
  const { db } = parts.store;
  const ids = calls.map(({ machine }) => machine);
  const machines = await findMachines(db, ids);
  const leases = await leasesOfMachines(db, ids);
  const known = calls.flatMap((opened) => {
    const row = machines.get(opened.machine);
    return row ? [{ row, opened }] : [];
  });
  const judged = await standings(db, known, parts.clock.now());
  const byMachine = new Map(known.map(({ row }, at) => [row.id, { row, standing: judged[at] }]));
  return calls.map((opened) => {
    const { row, standing } = byMachine.get(opened.machine) ?? {};
    if (!row || !standing) return { failure: unknownMachine() };
    return prepareOne(parts, row, opened, standing, leases.get(row.id) ?? []);
  });
}

/** What a heartbeat is answered, repeated or new; or why it is refused. */
function prepareOne(
  parts: Parts,
  row: MachineRow,
  opened: OpenedCall,
  standing: Standing,
  leases: readonly TellableLease[],
): Prepared {
  if (standing.is === 'answered') return { answer: standing.answer };
  if (standing.is === 'double') return { failure: 'double', opened, marks: standing.marks };
  if (standing.is === 'refused') return { failure: standing.refusal, opened, marks: standing.marks };
  try {
    return prepare(parts, row, opened, standing, leases);
  } catch (error) {
    if (error instanceof Failure) return { failure: error };
    throw error;
  }
}
