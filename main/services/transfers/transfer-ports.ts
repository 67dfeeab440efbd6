import type { ChunkList } from '#shared/files/chunk-list.ts';
import type { Transfer, TransferNote } from '#shared/models/transfer.ts';

/** What was asked for. Survives restarts; everything else about a transfer is found out anew. */
export interface TransferOrder
  extends Pick<Transfer, 'id' | 'kind' | 'product' | 'version' | 'artifact' | 'drive' | 'size' | 'addedAt'> {
  channel: string;
  /** In whose name links are asked for; null: no network is used. */
  organization: string | null;
  /** The folder on the stick that it comes from, or goes to; null for a download. */
  folder: string | null;
}

export type NewOrder = Omit<TransferOrder, 'id' | 'addedAt'>;

/** One file to be put together from verified chunks. */
export interface TransferTask {
  /** Where the finished file will be. Its partial file and the journal of it lie beside it. */
  path: string;
  chunks: ChunkList;
  /** SHA-256 of the chunk list, in hex: which content this is. */
  contentId: string;
  /** Files that may hold chunks of it already, the best first. */
  seeds: readonly Seed[];
  /** Asks for an address to fetch it from, a new one each time; null: there is no network, the seeds must do. */
  link: ((signal: AbortSignal) => Promise<string>) | null;
}

/** A file of which it is known which chunks it should consist of. Each is checked before it is believed. */
export interface Seed {
  path: string;
  version: string;
  chunks(): Promise<ChunkList>;
}

export interface RunProgress
  extends Pick<Transfer, 'verifiedBytes' | 'receivedBytes' | 'fetchedBytes' | 'reusedBytes'> {
  state: 'verifying' | 'running' | 'waiting-for-network';
}

/** Told often; whoever shows it to people takes care that it is not too often. */
export interface RunListener {
  progress(progress: RunProgress): void;
  note(note: TransferNote): void;
}

/** Keeps all transfers together below a speed. */
export interface Limiter {
  /** Waits until so many more bytes may be read; returns undefined when they may be now. */
  take(bytes: number, signal: AbortSignal): Promise<void> | undefined;
}

/**
 * Puts one file together. Resolves when it has its name. Trouble with the network is waited out for as long as it takes; what waiting
 * does not mend is thrown as a `Failure`, and what is verified stays beside for the next run. Rejects with the reason of the signal.
 */
export type RunTransfer = (
  task: TransferTask,
  listener: RunListener,
  options: { limiter: Limiter; signal: AbortSignal },
) => Promise<void>;

/** Knows releases, the library and sticks. */
export interface TransferDesk {
  /** Everything a run needs, verified. Throws `Failure`s; `cloud-unreachable` is waited out by whoever asks. */
  prepare(order: TransferOrder, signal: AbortSignal): Promise<TransferTask>;
  /** The file has its name: puts what proves it beside. Says where the file is. */
  complete(order: TransferOrder, task: TransferTask): Promise<string>;
  /** Removes what a cancelled order has so far. */
  discard(order: TransferOrder): Promise<void>;
}
