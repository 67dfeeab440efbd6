import type { ChunkListStore, FetchWhole, ReleaseShelfStore } from '../releases/release-ports.ts';

/** A folder that holds a release, in the library or on a stick. Nothing in it is believed yet. */
export interface ReleaseFolder {
  /** From the root on, with `/` between folders; never outside it. */
  name: string;
  path: string;
  /** Regular files by name. */
  files: ReadonlyMap<string, { path: string; size: number }>;
  /** The texts of what is signed in it; of files that are too large for their kind nothing. */
  manifests: readonly string[];
  indexes: readonly string[];
  roots: readonly string[];
}

/** The library folder and sticks, as far as releases go. Only small files are ever read as a whole. */
export interface ReleaseFolders {
  /** Folders below the root, two levels deep, that hold a release manifest. Links lead nowhere. */
  find(root: string, signal?: AbortSignal): Promise<ReleaseFolder[]>;
  /** A small file; null when it is not there, is no ordinary file, or larger than the limit. */
  read(path: string, limit: number): Promise<Uint8Array | null>;
  /** What is there under exactly this name, if it is an ordinary file. */
  look(path: string): Promise<{ size: number; changedAt: number } | null>;
  /**
   * Makes a folder below the root, one name after the other, and says where it is. A link on the way is refused. Throws
   * `file-not-writable`, `disk-full`, and `drive-gone` when there is no such root.
   */
  make(root: string, names: readonly string[], options?: { makesRoot?: boolean }): Promise<string>;
  /** Removes what lies under names that a transfer is about to write, where it is no ordinary file. */
  clear(folder: string, names: readonly string[]): Promise<void>;
  /** Writes a small file: the old one or the new one, never neither. Throws `file-not-writable`, `disk-full`. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Removes files; those that are not there are removed already. Throws `file-not-writable`. */
  remove(folder: string, names: readonly string[]): Promise<void>;
  /** Removes the folder and those above it up to the root, as long as they are empty. */
  removeEmpty(root: string, folder: string): Promise<void>;
  names(folder: string): Promise<string[]>;
  /** null: the system does not say. */
  freeBytes(path: string): Promise<number | null>;
  /** Hashes a file chunk by chunk: false as soon as one is not what the list says, or the file is longer or shorter. */
  matches(path: string, chunks: Uint8Array, signal?: AbortSignal): Promise<boolean>;
}

/** What a person chose about the library. */
export interface LibraryNotes {
  read(): Promise<readonly string[]>;
  /** Atomic. Throws `state-not-writable` or `disk-full`. */
  write(kept: readonly string[]): Promise<void>;
}

/** Opens files with what the system has for them. Both throw `nothing-to-open-with`. */
export interface FileOpener {
  /** Shows a file in its folder. */
  reveal(path: string): Promise<void>;
  /** Opens a file, which starts an installer. */
  open(path: string): Promise<void>;
}

/** What releases and the library need from the world. */
export interface LibraryPorts {
  /** Where the library is. */
  libraryFolder: string;
  folders: ReleaseFolders;
  libraryNotes: LibraryNotes;
  opener: FileOpener;
  shelfStore: ReleaseShelfStore;
  chunkListStore: ChunkListStore;
  fetchWhole: FetchWhole;
  /** What programs of this machine are made for, as installers name it. */
  arch: string;
}
