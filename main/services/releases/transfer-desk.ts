import { join } from 'node:path';
import { Failure } from '#shared/errors.ts';
import type { Artifact } from '#shared/files/release.ts';
import type { ReleaseFolders } from '../library/library-ports.ts';
import type { StoredReleases } from '../library/stored-releases.ts';
import type { CloudClient, CompanionPorts } from '../ports.ts';
import type { TransferDesk, TransferOrder, TransferTask } from '../transfers/transfer-ports.ts';
import type { ChunkLists } from './chunk-lists.ts';
import { makePlace, placeOf } from './order-place.ts';
import type { Ordered } from './find-order.ts';
import { artifactNames } from './places.ts';
import { clearPlace, writeProofs } from './proofs.ts';
import { type Seeds, seedOf } from './seeds.ts';
import type { Shelf } from './shelf.ts';

interface Ports extends Pick<CompanionPorts, 'machineState' | 'drives' | 'log'> {
  folders: ReleaseFolders;
  library: string;
}

interface Parts {
  cloud: Pick<CloudClient, 'release' | 'about'>;
  shelf: Pick<Shelf, 'organization'>;
  findOrder(order: TransferOrder, signal: AbortSignal): Promise<Ordered>;
  lists: ChunkLists;
  seeds: Seeds;
  stored: Pick<StoredReleases, 'forget'>;
}

/** Whoever is done waits no longer than this for what is only for people. */
const patience = 20_000;

/** Says what each transfer is made of and where it goes, and puts beside it what proves it. */
export function createTransferDesk(ports: Ports, parts: Parts): TransferDesk {
  const { folders, library } = ports;
  const { cloud, shelf, findOrder, lists, seeds, stored } = parts;
  /** What was verified when a task was prepared holds to its end, whatever the cloud says or the stick does meanwhile. */
  const prepared = new WeakMap<TransferTask, Ordered>();

  /** null: this one goes without a network. */
  function linkOf(order: TransferOrder, artifact: Artifact) {
    if (order.kind === 'add') return null;
    return async (part: 'file' | 'chunks' | 'signature', signal: AbortSignal): Promise<string> => {
      const organization = await shelf.organization(order.organization);
      if (organization === null) throw new Failure('not-signed-in', {});
      const { product, version } = order;
      const which = { organization, product: product.id, version, artifact: artifact.id, part };
      return (await cloud.release.link(which, { signal })).url;
    };
  }

  /** Where chunk list and signature may lie already. */
  const besides = (order: TransferOrder, { carried }: Ordered) => [
    placeOf(library, order).folder,
    placeOf(library, { ...order, kind: 'download' }).folder,
    ...(carried ? [carried.folder.path] : []),
  ];

  return {
    async prepare(order, signal) {
      const ordered = await findOrder(order, signal);
      const { artifact, carried } = ordered;
      const link = linkOf(order, artifact);
      const chunks = await lists.demand(artifact, besides(order, ordered), link, signal);
      const folder = await makePlace(ports, order, placeOf(library, order));
      const { file, part, journal } = artifactNames(artifact.fileName);
      await folders.clear(folder, [file, part, journal]);
      const path = join(folder, file);
      const others = await seeds.for({ product: order.product.id, version: order.version, artifact });
      const first = [path, ...(carried ? [join(carried.folder.path, file)] : [])];
      const there = await Promise.all(first.map(async (seed) => ((await folders.look(seed)) ? [seed] : [])));
      const own = there
        .flat()
        .map((seed) => ({ ...seedOf(lists, seed, order.version, artifact, ''), chunks: async () => chunks }));
      const task: TransferTask = {
        path,
        chunks,
        contentId: artifact.chunks.sha256,
        seeds: [...own, ...others.filter((seed) => !first.includes(seed.path))],
        link: link && ((asked) => link('file', asked)),
      };
      prepared.set(task, ordered);
      return task;
    },
    async complete(order, task) {
      const signal = AbortSignal.timeout(patience);
      const ordered = prepared.get(task) ?? (await findOrder(order, signal));
      const { artifact } = ordered;
      const signature = await lists
        .signature(artifact, besides(order, ordered), linkOf(order, artifact), signal)
        .catch((error: unknown) => {
          ports.log.warn('a signature for minisign could not be had', { error: String(error) });
          return null;
        });
      await writeProofs({ ...ports, cloud }, order, ordered, {
        folder: placeOf(library, order).folder,
        task,
        signature,
      });
      await lists.forget(artifact);
      stored.forget();
      return task.path;
    },
    async discard(order) {
      const place = placeOf(library, order);
      const { part, journal } = artifactNames(order.artifact.fileName);
      await folders.remove(place.folder, [part, journal]);
      await clearPlace(folders, place);
      stored.forget();
    },
  };
}
