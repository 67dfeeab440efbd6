import { Failure } from '#shared/errors.ts';
import type { KindName } from '#shared/files/kinds.ts';
import type { MachineIntroduction } from '#shared/files/machine-introduction.ts';
import type { CloudParts } from '../context.ts';
import { type Applied, judgeFile } from '../rules/copies.ts';
import type { CounterState } from '../rules/counters.ts';
import type { Write } from '../store/open.ts';
import { addMachineFile, confirmApplied, fileDigest, raiseApplied } from '../store/queries/machine-file.ts';
import { type Mark, writeMark } from '../store/queries/machine-mark.ts';
import {
  changedFactors,
  countersOf,
  describeMachine,
  enrolMachine,
  findMachines,
  type MachineRow,
} from '../store/queries/machine.ts';
import { judgeHardware, shownBy } from './machine-hardware.ts';
import { signedDigests } from './signed-answer.ts';

type Parts = Pick<CloudParts, 'clock' | 'store'>;
type Db = CloudParts['store']['db'] | Write;

/** A genuine file of a machine: what `open` found in it. */
export interface MachineFile {
  /** Key id of who signed. */
  machine: string;
  /** What a request says of its machine; null for the other kinds. */
  introduction: MachineIntroduction | null;
  kind: Extract<KindName, 'license-request' | 'license-applied' | 'return-proof'>;
  counter: number;
  digest: string;
  /** `applied` of a request, `sequence` and `digest` of an acknowledgement or a proof. */
  applied: Applied;
  /** Of a request. */
  purpose?: 'activate' | 'renew' | 'repair';
}

export interface FileStanding {
  /**
   * Why nothing more is done: `machine-barred`, `machine-cloned`, `machine-changed`, or `call-refused` for a machine
   * that nobody knows. Of acknowledgements and proofs only the last: they are taken from every machine.
   */
  refusal: Failure | null;
}

/**
 * Takes a file that came from a machine, in the transaction of whatever it brings about. Call it first: it makes a
 * machine known that asks for the first time, locks its row, uses up the counter of the file, looks for a second
 * machine with the same key, compares the hardware, and notes which licenses the machine has applied.
 *
 * It does not throw what it refuses, because what it found out has to stay on record although the file is refused.
 * So let the transaction commit, and throw afterwards:
 *
 *     const outcome = await context.write(async (tx) => {
 *       const { refusal } = await takeFile(parts, tx, file);
 *       if (refusal !== null) return { refusal };
 *       … // what throws here undoes everything, also the use of the counter: the same file may come again
 *       return { refusal: null, answer };
 *     });
 *     if (outcome.refusal !== null) throw outcome.refusal;
 *
 * The same file again is no trouble. A request of purpose `repair` makes what it shows of the hardware the machine's
 * own: whoever issues it has to be somebody who may say so (the person of a lease on it, or a Manager), else throw.
 */
export async function takeFile(parts: Parts, tx: Write, file: MachineFile): Promise<FileStanding> {
  const now = parts.clock.now();
  if (file.kind === 'license-request' && file.introduction !== null)
    await enrolMachine(tx, file.machine, file.introduction, { now });
  await parts.store.lock(tx, 'machine', file.machine);
  const [row] = (await findMachines(tx, [file.machine])).values();
  if (!row) return { refusal: new Failure('call-refused', { why: 'unknown-machine' }) };

  const { refusal, marks, counters, isLatest, isOriginal } = await judge(tx, row, file);
  for (const mark of marks) await writeMark(tx, row.id, mark, now);
  if (refusal !== null) return { refusal };
  const { kind, counter, digest, applied, introduction } = file;
  if (counters !== null) await addMachineFile(tx, row.id, { kind, counter, digest }, counters, now);
  if (introduction !== null && isLatest) await describeMachine(tx, row.id, introduction, now);
  if (isOriginal && applied !== null) {
    await raiseApplied(tx, row.id, applied.sequence);
    await confirmApplied(tx, [{ machine: row.id, sequence: applied.sequence }], now);
  }
  return { refusal: null };
}

/** What `takeFile` would refuse, without writing anything down. */
export async function examineFile(db: Db, file: MachineFile): Promise<FileStanding> {
  const [row] = (await findMachines(db, [file.machine])).values();
  if (row) return { refusal: (await judge(db, row, file)).refusal };
  const mayBeNew = file.kind === 'license-request' && file.introduction !== null;
  return { refusal: mayBeNew ? null : new Failure('call-refused', { why: 'unknown-machine' }) };
}

interface Judgement extends FileStanding {
  marks: Mark[];
  /** With the counter of this file used up; null when there is nothing to write down. */
  counters: CounterState | null;
  /** Nothing that was signed after it has come yet. */
  isLatest: boolean;
  /** What it says it has applied is to be believed. */
  isOriginal: boolean;
}

async function judge(db: Db, row: MachineRow, file: MachineFile): Promise<Judgement> {
  const history = {
    ...countersOf(row),
    sequence: row.sequence,
    appliedSequence: row.applied_sequence,
    signedDigest: (await signedDigests(db, [{ row, applied: file.applied }])).get(row.id) ?? null,
  };
  const verdict = judgeFile(history, {
    ...file,
    saysLatest: file.kind === 'license-request',
    earlier: await fileDigest(db, row.id, file.counter),
  });
  const counters = verdict.is === 'new' || verdict.is === 'late' ? verdict.state : null;
  const isLatest = verdict.is === 'new';
  const isOriginal = row.cloned_at === null && verdict.is !== 'copy' && verdict.is !== 'disowned';
  const found: Mark[] = verdict.is === 'copy' ? [{ mark: 'cloned' }] : [];
  const good = { refusal: null, marks: found, counters, isLatest, isOriginal };
  if (file.kind !== 'license-request') return good;

  const refuse = (refusal: Failure, ...marks: Mark[]) => ({ ...good, refusal, marks, counters: null });
  if (row.barred_at !== null) return refuse(new Failure('machine-barred', {}), ...found);
  if (!isOriginal) return refuse(new Failure('machine-cloned', {}), ...found);
  const isRepair = file.purpose === 'repair';
  const mark = file.introduction && (await hardwareMark(db, row, file.introduction, isRepair));
  // What was signed before something that has come already says how the hardware was, not how it is.
  const tells = isLatest || (isRepair && verdict.is === 'late' && row.changed_at !== null);
  const marks = mark && tells ? [mark] : [];
  const factors = mark?.mark === 'changed' ? mark.factors : tells ? null : changedFactors(row);
  return factors === null ? { ...good, marks } : refuse(new Failure('machine-changed', { factors }), ...marks);
}

async function hardwareMark(db: Db, row: MachineRow, introduction: MachineIntroduction, isRepair: boolean) {
  const shown = shownBy(introduction);
  if (isRepair) return { mark: 'same', ...shown } as const;
  return (await judgeHardware(db, [{ row, shown }])).get(row.id) ?? null;
}
