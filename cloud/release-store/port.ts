import type { Moment } from '#shared/models/time.ts';

/** What is put: all of it, or as it comes. */
export type Body = Uint8Array | AsyncIterable<Uint8Array>;

export interface PutOptions {
  /** In bytes. More or less than this is never stored. */
  size: number;
  contentType: string;
  signal?: AbortSignal;
}

export interface Link {
  url: string;
  /** null: it stays good. */
  expiresAt: Moment | null;
}

/** Where published files are kept: a folder or a bucket. Keys are those of keys.ts. */
export interface ReleaseStore {
  /** How large the file under a key is; null: there is none. */
  size(key: string): Promise<number | null>;
  /** All bytes of a small file, such as a chunk list; null: there is none. */
  read(key: string): Promise<Uint8Array | null>;
  /** Stores all of it or nothing, and replaces what was there at once. */
  put(key: string, body: Body, options: PutOptions): Promise<void>;
  /** An address it can be fetched from by whoever has it, with `GET` and ranges. Asked for again, it makes a new one. */
  link(key: string): Promise<Link>;
  /** Removes a file; it may be gone already. */
  remove(key: string): Promise<void>;
  /** Where the file lies on this machine, for whoever serves it from here; null: it lies elsewhere. */
  path(key: string): string | null;
}
