import { Failure } from '#shared/errors.ts';
import type { Artifact } from '#shared/files/release.ts';
import type { CarriedFolder, CarriedReleases } from '../library/carried-releases.ts';
import type { CompanionPorts } from '../ports.ts';
import type { TransferOrder } from '../transfers/transfer-ports.ts';
import { fitsOneFolder } from './places.ts';
import type { OpenedIndex, OpenedManifest } from './release-ports.ts';
import type { Shelf } from './shelf.ts';

/** What an order is about, verified just now. */
export interface Ordered {
  artifact: Artifact;
  manifest: OpenedManifest;
  index: OpenedIndex;
  /** The folder on a stick it is taken from. */
  carried: CarriedFolder | null;
}

interface Parts {
  shelf: Pick<Shelf, 'ask'>;
  carried: CarriedReleases;
}

/** One answer of the cloud does for all who prepare at the same time. */
const recently = 60_000;

/**
 * Finds what is ordered, with index and manifest verified. Throws `not-found`, `release-yanked`, `answer-refused`; of a
 * stick `drive-gone`, `file-refused`.
 */
export function createFindOrder({ drives }: Pick<CompanionPorts, 'drives'>, { shelf, carried }: Parts) {
  async function onShelf(order: TransferOrder, signal: AbortSignal): Promise<Ordered> {
    const { releases } = await shelf.ask(order.organization ?? undefined, { within: recently, signal });
    const known = releases.find(
      ({ product, manifest }) => product.id === order.product.id && manifest.payload.version === order.version,
    );
    if (!known?.index) throw new Failure('not-found', {});
    const { manifest, index, yanked } = known;
    if (yanked !== null) throw new Failure('release-yanked', { version: order.version, reason: yanked });
    if (!fitsOneFolder(manifest.payload)) throw new Failure('answer-refused', { refusal: 'damaged' });
    return { manifest, index, artifact: artifactIn(manifest, order.artifact.id), carried: null };
  }

  async function onStick(order: TransferOrder): Promise<Ordered> {
    const found = await demandCarried({ drives, carried }, order.drive ?? '', order.folder ?? '', 3_000);
    const { manifest } = found;
    const isSame = manifest.payload.product === order.product.id && manifest.payload.version === order.version;
    if (!isSame) throw new Failure('not-found', {});
    return { ...found, artifact: artifactIn(manifest, order.artifact.id), carried: found };
  }

  return (order: TransferOrder, signal: AbortSignal): Promise<Ordered> =>
    order.kind === 'add' ? onStick(order) : onShelf(order, signal);
}

type Genuine = CarriedFolder & { manifest: OpenedManifest; index: OpenedIndex };

/** A release on a stick that may be taken from there. Throws `drive-gone`, `not-found`, `file-refused`, `release-yanked`. */
export async function demandCarried(
  { drives, carried }: Pick<CompanionPorts, 'drives'> & { carried: CarriedReleases },
  drive: string,
  folder: string,
  within = 0,
): Promise<Genuine> {
  const found = (await carried.look({ within })).find((one) => one.drive === drive && one.folder.name === folder);
  if (!found) {
    const isThere = (await drives.list()).some(({ id }) => id === drive);
    throw isThere ? new Failure('not-found', {}) : new Failure('drive-gone', { drive });
  }
  const { manifest, index, refusal, yanked } = found;
  if (refusal) throw new Failure('file-refused', { refusal });
  if (!manifest || !index) throw new Failure('not-found', {});
  if (yanked !== null) throw new Failure('release-yanked', { version: found.version, reason: yanked });
  return { ...found, manifest, index };
}

export function artifactIn({ payload }: OpenedManifest, id: string): Artifact {
  const artifact = payload.artifacts.find((one) => one.id === id);
  if (!artifact) throw new Failure('not-found', {});
  return artifact;
}
