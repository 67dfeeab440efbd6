import { Failure } from '#shared/errors.ts';
import { freshnessOf } from '#shared/files/release-rules.ts';
import type { CarriedRelease } from '#shared/models/release.ts';
import type { Platform } from '#shared/models/machine.ts';
import type { Changes } from '../changes.ts';
import type { CompanionPorts } from '../ports.ts';
import type { ChunkLists } from '../releases/chunk-lists.ts';
import { artifactIn, demandCarried } from '../releases/find-order.ts';
import { stickName } from '../releases/places.ts';
import { artifactsIn, demandRelease, isHere, orderOf, type Choice } from '../releases/releases.ts';
import type { Shelf } from '../releases/shelf.ts';
import type { NewOrder } from '../transfers/transfer-ports.ts';
import type { CarriedFolder, CarriedReleases } from './carried-releases.ts';
import { fileOf, type StoredReleases } from './stored-releases.ts';

export interface Carrying {
  /** The releases on the sticks in this machine. */
  list(): Promise<CarriedRelease[]>;
  /** Throws `not-found`, `release-yanked`, `drive-gone`, `file-not-writable`. */
  saveOrders(input: Choice & { drive: string }): Promise<NewOrder[]>;
  /** Throws `not-found`, `drive-gone`, `file-refused`, `release-yanked`, `no-cloud-yet`, and what keeps this machine from noting what it saw. */
  addOrders(input: { drive: string; folder: string; artifacts?: readonly string[] | undefined }): Promise<NewOrder[]>;
}

interface Ports extends Pick<CompanionPorts, 'machineState' | 'drives'> {
  system: { platform: Platform; arch: string };
}

interface Parts {
  changes: Pick<Changes, 'announce'>;
  carried: CarriedReleases;
  stored: Pick<StoredReleases, 'list'>;
  shelf: Shelf;
  lists: Pick<ChunkLists, 'find'>;
}

/** Carries releases to machines without a network, and takes them in there. */
export function createCarrying({ machineState, drives, system }: Ports, parts: Parts): Carrying {
  const { changes, carried, stored, shelf, lists } = parts;

  /** A newer trust root on the stick is believed when the one here vouches for it; without it, later indexes could not be. */
  async function follow(roots: string): Promise<void> {
    const before = machineState.pinned()?.version;
    await machineState.pin(roots).catch((error: unknown) => {
      if (!(error instanceof Failure) || error.code !== 'answer-refused') throw error;
    });
    if (machineState.pinned()?.version !== before) changes.announce('cloud');
  }

  return {
    async list() {
      const [found, here] = await Promise.all([carried.look(), stored.list()]);
      return found.map((one) => shown(one, here, machineState.now()));
    },
    async saveOrders({ drive, organization: wanted, artifacts, ...which }) {
      const stick = (await drives.list()).find(({ id }) => id === drive);
      if (!stick) throw new Failure('drive-gone', { drive });
      if (!stick.isWritable) throw new Failure('file-not-writable', { path: drive });
      const release = await demandRelease(shelf, which, wanted);
      const here = await stored.list();
      const { manifest } = release;
      const held = manifest.payload.artifacts.filter((artifact) => isHere(here, manifest, artifact));
      const some = artifacts ?? (held.length > 0 ? held.map(({ id }) => id) : undefined);
      const way = {
        kind: 'save',
        drive,
        folder: stickName(which),
        organization: await shelf.organization(wanted),
      } as const;
      return artifactsIn(release, some, system).map((artifact) => orderOf(release, artifact, way));
    },
    async addOrders({ drive, folder, artifacts }) {
      if (!machineState.pinned()) throw new Failure('no-cloud-yet', {});
      const found = await demandCarried({ drives, carried }, drive, folder);
      const { manifest, index } = found;
      const there = manifest.payload.artifacts.filter((artifact) => fileOf(found.folder, artifact) !== null);
      const wanted = artifacts ? artifacts.map((id) => artifactIn(manifest, id)) : there;
      if (wanted.length === 0 || !wanted.every((artifact) => there.includes(artifact)))
        throw new Failure('not-found', {});
      for (const artifact of wanted) {
        if (!(await lists.find(artifact, [found.folder.path])))
          throw new Failure('file-refused', { refusal: { code: 'damaged', part: 'content' } });
      }
      await follow(found.roots);
      const { product, channel } = manifest.payload;
      const { refusal } = await machineState.takeReleases({
        product,
        channel,
        index: index.text,
        manifests: [manifest.text],
      });
      if (refusal) throw new Failure('file-refused', { refusal });
      const way = { kind: 'add', drive, folder, organization: null } as const;
      return wanted.map((artifact) =>
        orderOf(
          { product: { id: product, name: manifest.payload.productName, glyph: 'cube' }, manifest },
          artifact,
          way,
        ),
      );
    },
  };
}

function shown(
  { drive, folder, product, version, manifest, index, refusal }: CarriedFolder,
  here: Parameters<typeof isHere>[0],
  now: number,
): CarriedRelease {
  const there = manifest?.payload.artifacts.filter((artifact) => fileOf(folder, artifact) !== null) ?? [];
  return {
    drive,
    folder: folder.name,
    product,
    productName: manifest?.payload.productName ?? product,
    version,
    releasedAt: manifest?.payload.releasedAt ?? null,
    artifacts: manifest ? there.map((artifact) => ({ ...artifact, isHere: isHere(here, manifest, artifact) })) : [],
    freshness: index ? freshnessOf(index.payload, now) : 'unknown',
    refusal: refusal ?? (there.length === 0 ? { code: 'damaged', part: 'content' } : null),
  };
}
