import type { Genuine } from '#shared/files/kind.ts';
import type { Opening } from '#shared/files/open.ts';
import type { PublicKey } from '#shared/files/keys.ts';
import type { Refusal } from '#shared/files/refusal.ts';
import type { ReleaseIndexPayload, ReleaseManifestPayload } from '#shared/files/release.ts';
import type { SignedReleases } from '#shared/models/release.ts';
import type { Moment } from '#shared/models/time.ts';

/** What came of one product in one channel: from a cloud, from a stick, or from the library. */
export interface ReleaseFiles {
  product: string;
  channel: string;
  index: string;
  manifests: readonly string[];
}

/** A signed file that was opened, with its text to keep and to hand on. */
export type OpenedText<Payload> = Genuine<Payload> & { text: string };
export type OpenedIndex = OpenedText<ReleaseIndexPayload>;
export type OpenedManifest = OpenedText<ReleaseManifestPayload>;

export type ReleaseOpening =
  | { refusal: Refusal }
  | { refusal: null; index: OpenedIndex; manifests: readonly OpenedManifest[] };

/** What whoever is offline needs to believe a release: the pinned trust root. */
export interface CarriedTrust {
  cloud: string;
  name: string;
  text: string;
  releaseKeys: readonly PublicKey[];
}

/**
 * Opens releases against the pinned trust root, or, where `roots` is given, against the newest in it that follows the
 * pinned one step by step. Part of the machine state, which remembers the newest index it has seen.
 */
export interface ReleaseState {
  /** Opens an index of this product and channel. Refuses one that is older than the newest seen. Keeps nothing. */
  openIndex(text: string, of: { product: string; channel: string }, roots?: string): Opening<ReleaseIndexPayload>;
  /** The newest index that was taken, to open again; null when none counts. */
  seenIndex(product: string, channel: string): string | null;
  /** Opens a manifest of whatever product. */
  openManifest(text: string, roots?: string): Opening<ReleaseManifestPayload>;
  /**
   * Opens an index and manifests of it: all of them, or none. A manifest that the index does not name by its digest is
   * refused. Keeps nothing.
   */
  readReleases(files: ReleaseFiles, roots?: string): ReleaseOpening;
  /** The same, and remembers the index as seen, once all of it stood. Throws `state-not-writable`, `disk-full`. */
  takeReleases(files: ReleaseFiles): Promise<ReleaseOpening>;
  /** null before a cloud is pinned. */
  carriedTrust(): Promise<CarriedTrust | null>;
}

/** What an organization was last offered, as it was signed. It is opened again whenever it is read. */
export interface KeptReleases {
  cloud: string;
  organization: string;
  asOf: Moment;
  files: SignedReleases[];
}

/** Where that is kept for times without a network. */
export interface ReleaseShelfStore {
  /** null: nothing usable is kept. */
  read(organization: string): Promise<KeptReleases | null>;
  /** Of the organization that was asked for last. */
  readLast(): Promise<KeptReleases | null>;
  /** Atomic. Throws `state-not-writable` or `disk-full`. */
  write(kept: KeptReleases): Promise<void>;
}

/** Chunk lists and signatures by the digest of the chunk list, kept until the artifact is here. What is read is checked by whoever asks. */
export interface ChunkListStore {
  read(digest: string, part: 'chunks' | 'signature', limit: number): Promise<Uint8Array | null>;
  write(digest: string, part: 'chunks' | 'signature', bytes: Uint8Array): Promise<void>;
  forget(digest: string): Promise<void>;
}

/** Fetches something small as a whole: at most `limit` bytes, or it is a failure. */
export type FetchWhole = (url: string, options: { limit: number; signal: AbortSignal }) => Promise<Uint8Array>;
