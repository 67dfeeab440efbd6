import type { CompanionClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { ArtifactRef, Library, LibraryEntry, Release } from '#shared/models/release.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { findRelease } from './releases.ts';
import { transferOf } from './releases-transfers.ts';
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
  const driveOf = (id: string) => {
    const drive = world.status.drives.find((each) => each.id === id);
    if (!drive) throw new Failure('drive-gone', { drive: id });
    return drive;
  };
  const queue = (
    artifacts: Release['artifacts'],
    { product, version, kind, drive }: Pick<Transfer, 'product' | 'version' | 'kind' | 'drive'>,
  ) => {
    const added = artifacts.map((artifact) =>
      transferOf({ version }, artifact, product, world.status.now, { kind, drive }),
    );
    world.transfers = [...world.transfers, ...added];
    return added;
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
      save: async ({ drive, product, version, artifacts }) => {
        if (world.saving) throw world.saving;
        const { label } = driveOf(drive);
        const release = findRelease(world, { product, version });
        const name = world.releases.products.find((each) => each.product.id === product)?.product.name ?? product;
        const wanted = release.artifacts.filter(({ id }) => artifacts?.includes(id) ?? true);
        return queue(wanted, { product: { id: product, name }, version, kind: 'save', drive: label });
      },
      carried: async () => {
        await takes(world.latency);
        return world.carried.filter(({ drive }) => world.status.drives.some(({ id }) => id === drive));
      },
      add: async ({ drive, folder, artifacts }) => {
        if (world.refusing) throw world.refusing;
        const { label } = driveOf(drive);
        const found = world.carried.find((each) => each.drive === drive && each.folder === folder);
        if (!found) throw new Failure('not-found', {});
        const wanted = found.artifacts.filter(({ id }) => artifacts?.includes(id) ?? true);
        const product = { id: found.product, name: found.productName };
        return queue(wanted, { product, version: found.version, kind: 'add', drive: label });
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
