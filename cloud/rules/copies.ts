import { minute, type Moment } from '#shared/models/time.ts';
import { type CounterState, takeCounter } from './counters.ts';

/** What a machine says it applied last. */
export type Applied = { sequence: number; digest: string } | null;

/** What the cloud remembers of what a machine signed, and of what was signed for it. */
export interface MachineHistory extends CounterState {
  /** Of the last license that was signed for it. */
  sequence: number;
  /** The highest sequence it has confirmed. */
  appliedSequence: number;
  /** Digest of the license that was signed with the sequence it names; null when that is not known any more. */
  signedDigest: string | null;
}

export interface JudgedCall {
  counter: number;
  applied: Applied;
  sentAt: Moment;
  /** It is one of the last few calls that were answered. */
  isRecent: boolean;
}

/** A call that was sent so long ago may have been held back by anybody; a younger one comes from a machine that runs. */
const justSent = 5 * minute;

export type CallVerdict =
  | { is: 'new'; state: CounterState }
  /** It came before, or after a newer one. Nothing is done. */
  | { is: 'replayed' }
  /** A second machine runs with this key: nobody knows yet which is the original. */
  | { is: 'copy' }
  /** From the machine that is not the original, as somebody has said. */
  | { is: 'disowned' };

/** Whether a call comes from the one machine that has this key. The very same call again is not for here. */
export function judgeCall(history: MachineHistory, call: JudgedCall, now: Moment): CallVerdict {
  const use = takeCounter(history, call.counter);
  if (use.is === 'new') return isForked(history, call.applied) ? { is: 'copy' } : use;
  const runs = !call.isRecent && Math.abs(now - call.sentAt) <= justSent;
  if (use.is === 'late' || !runs) return { is: 'replayed' };
  return { is: use.is === 'used' ? 'copy' : 'disowned' };
}

export interface JudgedFile {
  counter: number;
  digest: string;
  applied: Applied;
  /** `applied` is what the machine had when it signed this, not merely what this file is about. */
  saysLatest: boolean;
  /** Digest of a file that came with this counter before. */
  earlier: string | null;
}

export type FileVerdict =
  | { is: 'new'; state: CounterState }
  /** Others that were signed after it have come before: what it says of its machine is of the past. */
  | { is: 'late'; state: CounterState }
  | { is: 'again' }
  | { is: 'copy' }
  | { is: 'disowned' };

/** The same for a file. Files come late and in any order, and the same one may come many times. */
export function judgeFile(history: MachineHistory, file: JudgedFile): FileVerdict {
  if (file.earlier === file.digest) return { is: 'again' };
  const use = takeCounter(history, file.counter);
  if (use.is === 'before-claim') return { is: 'disowned' };
  if (use.is === 'used' || file.earlier !== null) return { is: 'copy' };
  const { applied } = file;
  const isCopy = use.is === 'new' && file.saysLatest ? isForked(history, applied) : neverSigned(history, applied);
  return isCopy ? { is: 'copy' } : use;
}

/**
 * Two machines with one key go on from one license each in its own way: one has a license that was never signed, or
 * still has an older one than was confirmed with a lower counter. A machine that has none at all may have forgotten.
 */
const isForked = (history: MachineHistory, applied: Applied): boolean =>
  neverSigned(history, applied) || (applied !== null && applied.sequence < history.appliedSequence);

/** A higher sequence than was ever signed is no sign of a copy: only a cloud that came back from a backup forgets what it signed. */
const neverSigned = ({ sequence, signedDigest }: MachineHistory, applied: Applied): boolean =>
  applied !== null && applied.sequence <= sequence && signedDigest !== null && signedDigest !== applied.digest;

/** How far ahead of its cloud an honest machine can be, at most. */
const furthest = 1_000_000;

/** The sequence to go on from: what a machine is told next must be newer than what it has, also where its cloud has forgotten that. */
export const knownSequence = (signed: number, applied: number): number =>
  Math.max(signed, Math.min(applied, signed + furthest));
