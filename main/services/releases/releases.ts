import { Failure } from '#shared/errors.ts';
import type { Artifact } from '#shared/files/release.ts';
import type { Platform } from '#shared/models/machine.ts';
import type { ArtifactRef, Estimate, ReleaseHere, Shelf as ShownShelf } from '#shared/models/release.ts';
import type { z } from 'zod';
import { fileOf, type StoredRelease, type StoredReleases } from '../library/stored-releases.ts';
import type { MachineState } from '../ports.ts';
import type { NewOrder } from '../transfers/transfer-ports.ts';
import type { EstimateCost } from './estimate.ts';
import type { KnownRelease } from './known-releases.ts';
import type { Looked, Shelf } from './shelf.ts';

export interface Releases {
  /** What is offered, and what is in the library. */
  list(organization?: string): Promise<ShownShelf>;
  /** Throws `not-found`. */
  show(which: WhichRelease): Promise<ReleaseHere>;
  /** Throws `not-found`, `release-yanked`, and what may come between this machine and its cloud. */
  estimate(which: z.infer<typeof ArtifactRef>): Promise<Estimate>;
  /** Orders for a download: of the named artifacts, or of the installer for this machine. Throws `not-found`, `release-yanked`. */
  choose(input: Choice): Promise<NewOrder[]>;
}

interface WhichRelease {
  product: string;
  version: string;
}

export interface Choice extends WhichRelease {
  artifacts?: readonly string[] | undefined;
  organization?: string | undefined;
}

interface Ports {
  machineState: Pick<MachineState, 'pinned'>;
  /** What runs on this machine. */
  system: { platform: Platform; arch: string };
}

interface Parts {
  shelf: Shelf;
  stored: Pick<StoredReleases, 'list'>;
  estimateCost: EstimateCost;
}

/** Who chooses from a list that was just shown does not wait for another one. */
const recently = 60_000;

/** The releases of this machine's products, verified here. */
export function createReleases({ machineState, system }: Ports, { shelf, stored, estimateCost }: Parts): Releases {
  return {
    async list(organization) {
      const looked = await shelf.ask(organization);
      const { products, refused, asOf, isCurrent } = looked;
      const here = await stored.list();
      return {
        publisher: machineState.pinned()?.name ?? null,
        products: products.map(({ product, freshness }) => ({
          product,
          freshness,
          releases: looked.releases
            .filter((release) => release.product.id === product.id)
            .map((release) => shown(release, here)),
        })),
        refused,
        asOf,
        isCurrent,
      };
    },
    show: async (which) => shown(await findRelease(shelf, which), await stored.list()),
    async estimate({ artifact: id, ...which }) {
      const release = await demandRelease(shelf, which);
      return estimateCost(release, artifactsIn(release, [id], system)[0] as Artifact);
    },
    async choose({ artifacts, organization: wanted, ...which }) {
      const release = await demandRelease(shelf, which, wanted);
      const organization = await shelf.organization(wanted);
      return artifactsIn(release, artifacts, system).map((artifact) =>
        orderOf(release, artifact, { kind: 'download', drive: null, folder: null, organization }),
      );
    },
  };
}

/** A release as it is known here, or as the cloud says when it is not. Throws `not-found`; `not-signed-in` where the cloud cannot be asked. */
export async function findRelease(shelf: Shelf, which: WhichRelease, organization?: string): Promise<KnownRelease> {
  const found = inThose(await shelf.look(organization), which) ?? inThose(await shelf.ask(organization), which);
  if (found) return found;
  const isSignedIn = (await shelf.organization(organization)) !== null;
  throw isSignedIn ? new Failure('not-found', {}) : new Failure('not-signed-in', {});
}

/** The same for whoever wants its files: as the cloud says now, if it can be asked. Throws `release-yanked`, too. */
export async function demandRelease(shelf: Shelf, which: WhichRelease, organization?: string): Promise<KnownRelease> {
  const found = inThose(await shelf.ask(organization, { within: recently }), which);
  const release = found ?? (await findRelease(shelf, which, organization));
  if (release.yanked !== null) throw new Failure('release-yanked', { version: which.version, reason: release.yanked });
  return release;
}

const inThose = ({ releases }: Looked, { product, version }: WhichRelease) =>
  releases.find((release) => release.product.id === product && release.manifest.payload.version === version);

/** The named ones, or the installer for this machine; else the one for all. Throws `not-found`. */
export function artifactsIn(
  { manifest }: Pick<KnownRelease, 'manifest'>,
  wanted: readonly string[] | undefined,
  { platform, arch }: Ports['system'],
): Artifact[] {
  const { artifacts } = manifest.payload;
  const installers = artifacts.filter(({ kind }) => kind === 'installer');
  const mine = installers.filter((one) => one.platform === platform);
  const fitting =
    mine.find((one) => one.arch === arch) ??
    mine.find((one) => one.arch === null) ??
    installers.find((one) => one.platform === null && (one.arch === null || one.arch === arch));
  const chosen = wanted ? wanted.map((id) => artifacts.find((one) => one.id === id)) : [fitting];
  if (chosen.some((one) => one === undefined)) throw new Failure('not-found', {});
  return [...new Set(chosen.filter((one) => one !== undefined))];
}

/** Orders an artifact. */
export function orderOf(
  { product, manifest }: Pick<KnownRelease, 'product' | 'manifest'>,
  { id, kind: what, title, fileName, size }: Artifact,
  way: Pick<NewOrder, 'kind' | 'drive' | 'folder' | 'organization'>,
): NewOrder {
  return {
    ...way,
    product: { id: product.id, name: product.name },
    version: manifest.payload.version,
    channel: manifest.payload.channel,
    artifact: { id, kind: what, title, fileName },
    size,
  };
}

export const isHere = (
  here: readonly StoredRelease[],
  { payload }: Pick<KnownRelease['manifest'], 'payload'>,
  artifact: Artifact,
) =>
  here.some(
    ({ folder, manifest }) =>
      manifest.payload.product === payload.product &&
      manifest.payload.version === payload.version &&
      fileOf(folder, artifact) !== null,
  );

function shown({ manifest, yanked }: KnownRelease, here: readonly StoredRelease[]): ReleaseHere {
  const { product, channel, version, releasedAt, notes, minimumVersion, artifacts } = manifest.payload;
  const shownArtifacts = artifacts.map((artifact) => ({ ...artifact, isHere: isHere(here, manifest, artifact) }));
  return { product, channel, version, releasedAt, notes, minimumVersion, artifacts: shownArtifacts, yanked };
}
