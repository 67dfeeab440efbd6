import type { Failure } from '#shared/errors.ts';
import type { ChunkList } from '#shared/files/chunk-list.ts';
import type { Clock, Random } from '../ports.ts';

/** What one run needs from the world. */
export interface RunPorts {
  ranges: RangeFetch;
  partFiles: PartFiles;
  clock: Clock;
  random: Pick<Random, 'fraction'>;
}

export interface RangeFetch {
  /** Fetches one range. Resolves with how it ended, whatever the server did; rejects only with the reason of the signal. */
  range(request: RangeRequest, sink: RangeSink): Promise<RangeEnd>;
}

export interface RangeRequest {
  url: string;
  /** The first byte, and how many from there on. */
  first: number;
  length: number;
  /** What the whole file must measure. */
  size: number;
  /** The strong ETag the file had before, for `If-Range`. */
  etag: string | null;
  signal: AbortSignal;
}

export interface RangeSink {
  /** The head of the answer is as it should be. `etag`: the strong one, null for none. */
  begin(etag: string | null): void;
  /** The next bytes; never more than were asked for. A promise: the bytes are needed until it resolves, and no more are wanted before. */
  take(bytes: Uint8Array): Promise<void> | undefined;
}

export type RangeEnd =
  | { is: 'complete' }
  /** The connection broke off, fell silent or became far too slow. */
  | { is: 'cut' }
  /** Nobody answered: `cloud-unreachable`, `proxy-failed` or `cloud-untrusted-tls`. */
  | { is: 'unreachable'; failure: Failure }
  /** The server asks for patience; milliseconds, null when it does not say how long. */
  | { is: 'busy'; retryAfter: number | null }
  /** The link is no good any more. */
  | { is: 'link-refused'; why: 'link-refused' | 'not-there' }
  /** Another file lies there than before, or than there should be. */
  | { is: 'changed' }
  | { is: 'unusable'; why: 'no-ranges' | 'wrong-answer' | 'insecure-redirect' };

/** Numbers of the chunks that were not what they should be; they were not written. */
export type Wrong = readonly number[];

/** A stretch of neighbouring chunks. */
export interface Stretch {
  first: number;
  count: number;
}

/** Memory that bytes are collected in until they are checked; shared with those who check. */
export interface Slab {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

export interface PartFiles {
  /** Opens the partial file of what will be at `path`, made if there is none. Throws `disk-full`, `file-not-writable`, `file-too-large`. */
  open(options: { path: string; chunks: ChunkList; contentId: string }): Promise<PartFile>;
  /** Waits for a slab, when all are in use. */
  slab(signal: AbortSignal): Promise<Slab>;
  /** null when all are in use. */
  slabNow(): Slab | null;
  giveBack(slab: Slab): void;
}

/** Everything that fails here fails with `disk-full`, `file-too-large`, `drive-gone` or `file-not-writable`; what is written stays. */
export interface PartFile {
  /** One byte for each chunk that may be there: 2 where the journal says that it was written, 1 where it says nothing. */
  readonly claims: Uint8Array;
  /** What is still to be found on the disk; `freeBytes` null: the disk does not say. */
  readonly space: { neededBytes: number; freeBytes: number | null };
  /** Reads chunks that should be there. */
  check(stretch: Stretch): Promise<Wrong>;
  /** Writes chunks that lie in a slab from `at` on. */
  write(slab: Slab, at: number, stretch: Stretch): Promise<Wrong>;
  /** Writes chunks that lie in this very file from `from` on. */
  copy(from: number, stretch: Stretch): Promise<Wrong>;
  /** null when there is no such file, or it cannot be read. */
  seed(path: string): Promise<SeedFile | null>;
  /** All chunks are there: gives the file its name, for good. */
  finish(): Promise<void>;
  /** Waits for what is under way, and leaves everything for the next run. Safe to call twice. */
  close(): Promise<void>;
}

export interface SeedFile {
  /** Writes chunks that lie in the seed from `from` on. What cannot be read is wrong. */
  copy(from: number, stretch: Stretch): Promise<Wrong>;
  /** Whether the drive that it was on has gone. */
  isGone(): Promise<boolean>;
  close(): Promise<void>;
}
