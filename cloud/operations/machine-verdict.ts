import { Failure } from '#shared/errors.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import type { CloudParts } from '../context.ts';
import { judgeCall } from '../rules/copies.ts';
import { claimedAt, type CounterState } from '../rules/counters.ts';
import type { Write } from '../store/open.ts';
import type { Mark } from '../store/queries/machine-mark.ts';
import { countersOf, isRecentCall, type MachineRow } from '../store/queries/machine.ts';
import type { OpenedCall } from './machine-call.ts';
import { judgeHardware, shownBy } from './machine-hardware.ts';
import { signedDigests } from './signed-answer.ts';

type Db = CloudParts['store']['db'] | Write;

/** How a machine that calls stands with its cloud, before anything is done for it. */
export type Standing =
  /** It asks the very same thing again, and gets the very same answer. */
  | { is: 'answered'; answer: string }
  /** `marks`: what was found out, and stays on record although nothing else is done. */
  | { is: 'refused'; refusal: Failure; marks: readonly Mark[] }
  /** Nobody knows yet whether it is the original of two, or it is known to be the copy. */
  | { is: 'double'; marks: readonly Mark[] }
  | {
      is: 'good';
      counters: CounterState;
      marks: readonly Mark[];
      /** Its leases are left to end by themselves: all it may do now is give them back. */
      isHeld: boolean;
    };

type Purpose = MachineCallPayload['purpose'];

/** A barred machine is told so once, in an answer to one of these. */
const toldWhenBarred: readonly Purpose[] = ['heartbeat', 'return', 'go-online'];

/** The standing of different machines that call, in the order of their calls. At most two queries, mostly none. */
export async function standings(
  db: Db,
  calls: readonly { row: MachineRow; opened: OpenedCall }[],
  now: number,
): Promise<Standing[]> {
  const digests = await signedDigests(
    db,
    calls.map(({ row, opened }) => ({ row, applied: opened.call.applied })),
  );
  const hardware = await judgeHardware(
    db,
    calls.map(({ row, opened }) => ({ row, shown: shownBy(opened.call.machine) })),
  );
  return calls.map(({ row, opened }) =>
    standing(row, opened, { signedDigest: digests.get(row.id) ?? null, hardware: hardware.get(row.id) ?? null, now }),
  );
}

interface Around {
  signedDigest: string | null;
  hardware: Extract<Mark, { mark: 'changed' | 'same' }> | null;
  now: number;
}

function standing(row: MachineRow, { call, digest }: OpenedCall, { signedDigest, hardware, now }: Around): Standing {
  const { purpose } = call;
  if (row.last_call_digest === digest && row.last_answer !== null) return { is: 'answered', answer: row.last_answer };
  if (purpose === 'claim') return claiming(row, call);
  const counters = countersOf(row);
  const history = { ...counters, sequence: row.sequence, appliedSequence: row.applied_sequence, signedDigest };
  const verdict = judgeCall(history, { ...call, isRecent: isRecentCall(row, digest) }, now);
  if (verdict.is === 'replayed') return refused(new Failure('call-refused', { why: 'replayed' }));
  if (verdict.is === 'copy') return { is: 'double', marks: [{ mark: 'cloned' }] };
  if (verdict.is === 'disowned') return { is: 'double', marks: [] };

  const good = { is: 'good', counters: verdict.state, marks: [], isHeld: false } as const;
  if (row.barred_at !== null)
    return toldWhenBarred.includes(purpose) ? good : refused(new Failure('machine-barred', {}));
  const isHeld = row.cloned_at !== null || hardware?.mark === 'changed';
  if (isHeld && purpose === 'return') return { ...good, isHeld, marks: hardware?.mark === 'changed' ? [hardware] : [] };
  if (row.cloned_at !== null) return { is: 'double', marks: [] };
  if (purpose === 'repair') return { ...good, marks: takenOver(row, call) };
  if (hardware?.mark === 'changed')
    return refused(new Failure('machine-changed', { factors: hardware.factors }), hardware);
  return hardware === null ? good : { ...good, marks: [hardware] };
}

/** Whoever claims says what nothing else can say: this one is the original. So what it shows is right, too. */
function claiming(row: MachineRow, call: MachineCallPayload): Standing {
  if (call.counter <= row.counter) return refused(new Failure('call-refused', { why: 'replayed' }));
  if (row.barred_at !== null) return refused(new Failure('machine-barred', {}));
  return { is: 'good', counters: claimedAt(call.counter), marks: takenOver(row, call), isHeld: false };
}

/** What it shows now is what it is compared with from now on, whatever that was before. */
const takenOver = (row: MachineRow, call: MachineCallPayload): Mark[] =>
  row.is_ephemeral === 1 ? [] : [{ mark: 'same', ...shownBy(call.machine) }];

const refused = (refusal: Failure, ...marks: Mark[]): Standing => ({ is: 'refused', refusal, marks });
