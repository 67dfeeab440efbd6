import { existsSync, readFileSync } from 'node:fs';
import type { Limiter, RunProgress, RunTransfer, Seed, TransferTask } from '#main/services/transfers/transfer-ports.ts';
import { toFailure } from '#shared/contract/failure.ts';
import type { Failure } from '#shared/errors.ts';
import type { TransferNote } from '#shared/models/transfer.ts';
import type { Chunked } from '../chunked.ts';

export const unlimited: Limiter = { take: () => undefined };

/** What became of one run of a transfer. */
export interface Outcome {
  failure: Failure | null;
  /** What was told last. */
  progress: RunProgress | null;
  notes: TransferNote[];
  states: Set<RunProgress['state']>;
}

export interface Download {
  path: string;
  chunks: Chunked;
  link: TransferTask['link'];
  seeds?: readonly Seed[];
  signal?: AbortSignal;
  limiter?: Limiter;
}

/** Runs a transfer to its end, whichever that is; anything but a `Failure` is thrown on. */
export async function runDownload(run: RunTransfer, download: Download): Promise<Outcome> {
  const { path, chunks, link, seeds = [] } = download;
  const outcome: Outcome = { failure: null, progress: null, notes: [], states: new Set() };
  const listener = {
    progress(progress: RunProgress) {
      outcome.progress = progress;
      outcome.states.add(progress.state);
    },
    note: (note: TransferNote) => void outcome.notes.push(note),
  };
  const task: TransferTask = { path, chunks: chunks.list, contentId: chunks.contentId, seeds, link };
  const { limiter = unlimited, signal = new AbortController().signal } = download;
  try {
    await run(task, listener, { limiter, signal });
  } catch (error) {
    const failure = toFailure(error);
    if (!failure) throw error;
    outcome.failure = failure;
  }
  return outcome;
}

/** What lies under the final name: nothing, the file, or the worst that can happen. */
export function foundAt(path: string, right: Buffer): 'nothing' | 'the file' | 'a wrong file' {
  if (!existsSync(path)) return 'nothing';
  return readFileSync(path).equals(right) ? 'the file' : 'a wrong file';
}
