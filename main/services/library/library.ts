import { Failure } from '#shared/errors.ts';
import type { Artifact } from '#shared/files/release.ts';
import type { ArtifactRef, Library as ShownLibrary, LibraryEntry } from '#shared/models/release.ts';
import type { z } from 'zod';
import type { Changes } from '../changes.ts';
import { createInTurn } from '../in-turn.ts';
import type { ChunkLists } from '../releases/chunk-lists.ts';
import { artifactNames } from '../releases/places.ts';
import { clearPlace } from '../releases/proofs.ts';
import type { Shelf } from '../releases/shelf.ts';
import type { FileOpener, LibraryNotes, ReleaseFolders } from './library-ports.ts';
import { fileOf, type StoredRelease, type StoredReleases } from './stored-releases.ts';

type Ref = z.infer<typeof ArtifactRef>;

export interface Library {
  list(): Promise<ShownLibrary>;
  /** Throws `not-found`, `nothing-to-open-with`. */
  reveal(which: Ref): Promise<{ path: string }>;
  /** Hashes the whole file before it is opened. Throws `not-found`, `release-yanked`, `file-damaged`, `nothing-to-open-with`. */
  install(which: Ref): Promise<{ path: string }>;
  /** Throws `not-found`, `state-not-writable`, `disk-full`. */
  keep(which: Ref & { isKept: boolean }): Promise<ShownLibrary>;
  /** Throws `not-found`, `file-not-writable`. */
  remove(which: Ref): Promise<ShownLibrary>;
  /** Throws `file-not-writable`. */
  removeOld(): Promise<{ removed: number; freedBytes: number }>;
}

interface Ports {
  folders: ReleaseFolders;
  libraryNotes: LibraryNotes;
  opener: FileOpener;
  library: string;
}

interface Parts {
  changes: Pick<Changes, 'announce'>;
  stored: StoredReleases;
  shelf: Pick<Shelf, 'look'>;
  lists: Pick<ChunkLists, 'find'>;
}

/** An artifact that lies in the library, with what it lies beside. */
interface Held {
  entry: LibraryEntry;
  artifact: Artifact;
  release: StoredRelease;
}

/** What was downloaded to this machine, or carried here. */
export function createLibrary({ folders, libraryNotes, opener, library }: Ports, parts: Parts): Library {
  const { changes, stored, shelf, lists } = parts;
  const inTurn = createInTurn();

  async function held(): Promise<Held[]> {
    const [releases, kept] = await Promise.all([stored.list(), libraryNotes.read()]);
    const all = await Promise.all(
      releases.flatMap((release) =>
        release.manifest.payload.artifacts.map((artifact) => hold(release, artifact, kept)),
      ),
    );
    const found = all.filter((one) => one !== null);
    for (const one of found) one.entry.isOld = found.some((other) => isNewer(other, one));
    return found;
  }

  async function hold(release: StoredRelease, artifact: Artifact, kept: readonly string[]): Promise<Held | null> {
    const path = fileOf(release.folder, artifact);
    const there = path && (await folders.look(path));
    if (!path || !there) return null;
    const { product, productName, version } = release.manifest.payload;
    const { kind, title, platform, fileName, size } = artifact;
    const ref = { product, version, artifact: artifact.id };
    const isKept = kept.includes(nameIn(ref));
    const verifiedAt = Math.max(0, there.changedAt);
    const about = { productName, kind, title, platform, fileName, path, size };
    return { entry: { ...ref, ...about, verifiedAt, isKept, isOld: false }, artifact, release };
  }

  async function demand(which: Ref): Promise<Held> {
    const found = (await held()).find(({ entry }) => nameIn(entry) === nameIn(which));
    if (!found) throw new Failure('not-found', {});
    return found;
  }

  async function list(): Promise<ShownLibrary> {
    const entries = (await held()).map(({ entry }) => entry);
    const old = entries.filter(({ isOld, isKept }) => isOld && !isKept);
    return {
      folder: library,
      entries,
      usedBytes: total(entries),
      oldBytes: total(old),
      freeBytes: await folders.freeBytes(library),
    };
  }

  async function removeOne({ artifact, release: { folder } }: Held): Promise<void> {
    const { file, chunks, signature } = artifactNames(artifact.fileName);
    await folders.remove(folder.path, [file, chunks, signature]);
    await clearPlace(folders, { root: library, folder: folder.path });
  }

  /** What is gone is kept no longer. */
  async function forget(gone: readonly Ref[]): Promise<void> {
    stored.forget();
    const names = gone.map(nameIn);
    const kept = await libraryNotes.read();
    const left = kept.filter((name) => !names.includes(name));
    if (left.length < kept.length) await libraryNotes.write(left).catch(() => undefined);
    changes.announce('library');
  }

  return {
    list,
    async reveal(which) {
      const { path } = (await demand(which)).entry;
      await opener.reveal(path);
      return { path };
    },
    async install(which) {
      const { entry, artifact, release } = await demand(which);
      const { path } = entry;
      const { releases } = await shelf.look();
      const reason = releases.find(({ manifest }) => manifest.digest === release.manifest.digest)?.yanked ?? null;
      if (reason !== null) throw new Failure('release-yanked', { version: entry.version, reason });
      const chunks = await lists.find(artifact, [release.folder.path]);
      if (!chunks || !(await folders.matches(path, chunks.bytes))) throw new Failure('file-damaged', { path });
      await opener.open(path);
      return { path };
    },
    keep: ({ isKept, ...which }) =>
      inTurn(async () => {
        await demand(which);
        const others = (await libraryNotes.read()).filter((name) => name !== nameIn(which));
        await libraryNotes.write(isKept ? [...others, nameIn(which)] : others);
        changes.announce('library');
        return list();
      }),
    remove: (which) =>
      inTurn(async () => {
        await removeOne(await demand(which));
        await forget([which]);
        return list();
      }),
    removeOld: () =>
      inTurn(async () => {
        const old = (await held()).filter(({ entry }) => entry.isOld && !entry.isKept);
        const removed: LibraryEntry[] = [];
        try {
          for (const one of old) {
            await removeOne(one);
            removed.push(one.entry);
          }
        } finally {
          if (removed.length > 0) await forget(removed);
        }
        return { removed: removed.length, freedBytes: total(removed) };
      }),
  };
}

const nameIn = ({ product, version, artifact }: Ref) => `${product}/${version}/${artifact}`;
const total = (entries: readonly LibraryEntry[]) => entries.reduce((sum, { size }) => sum + size, 0);

/** Whether one is the same artifact of a later version; what another channel offers makes nothing old. */
function isNewer(one: Held, other: Held): boolean {
  const [a, b] = [one.release.manifest.payload, other.release.manifest.payload];
  return (
    a.product === b.product &&
    a.channel === b.channel &&
    one.artifact.id === other.artifact.id &&
    a.releasedAt > b.releasedAt
  );
}
