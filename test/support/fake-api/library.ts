import type { CompanionClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { ArtifactRef, Library, LibraryEntry } from '#shared/models/release.ts';
import type { Watched } from './world.ts';

/** What was downloaded to this machine, and what sticks carry, in memory. */
export function fakeLibrary(world: Watched): Pick<CompanionClient, 'library'> {
  const list = (): Library => {
    const sum = (entries: readonly LibraryEntry[]) => entries.reduce((total, { size }) => total + size, 0);
    return {
      folder: '/var/lib/greenroom/library',
      entries: world.library,
      usedBytes: sum(world.library),
      oldBytes: sum(world.library.filter(isRemovable)),
      freeBytes: 512_000_000_000,
    };
  };
  const find = (ref: ArtifactRef): LibraryEntry => {
    const found = world.library.find((entry) => isOf(entry, ref));
    if (!found) throw new Failure('not-found', {});
    return found;
  };
  const change = (entries: LibraryEntry[]): Library => {
    world.library = entries;
    world.changed(['library']);
    return list();
  };
  return {
    library: {
      list: async () => list(),
      reveal: async (ref) => ({ path: find(ref).path }),
      install: async (ref, options) => {
        const { path } = find(ref);
        await takes(world.latency, options?.signal);
        if (world.refusing) throw world.refusing;
        return { path };
      },
      keep: async ({ isKept, ...ref }) => {
        const kept = find(ref);
        return change(world.library.map((entry) => (entry === kept ? { ...entry, isKept } : entry)));
      },
      remove: async (ref) => {
        const removed = find(ref);
        return change(world.library.filter((entry) => entry !== removed));
      },
      removeOld: async () => {
        const removed = world.library.filter(isRemovable);
        change(world.library.filter((entry) => !isRemovable(entry)));
        return { removed: removed.length, freedBytes: removed.reduce((total, { size }) => total + size, 0) };
      },
      save: async ({ drive }) => {
        if (world.saving) throw world.saving;
        if (world.status.drives.every(({ id }) => id !== drive)) throw new Failure('drive-gone', { drive });
        return [];
      },
      carried: async () => {
        await takes(world.latency);
        return world.carried.filter(({ drive }) => world.status.drives.some(({ id }) => id === drive));
      },
      add: async ({ drive }) => {
        if (world.refusing) throw world.refusing;
        if (world.status.drives.every(({ id }) => id !== drive)) throw new Failure('drive-gone', { drive });
        return [];
      },
    },
  };
}

const isRemovable = ({ isOld, isKept }: LibraryEntry) => isOld && !isKept;

const isOf = (entry: LibraryEntry, { product, version, artifact }: ArtifactRef) =>
  entry.product === product && entry.version === version && entry.artifact === artifact;

const takes = (milliseconds: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
