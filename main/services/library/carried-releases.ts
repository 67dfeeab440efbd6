import { joinFiles } from '#shared/files/bundle.ts';
import type { Refusal } from '#shared/files/refusal.ts';
import { Version } from '#shared/files/release.ts';
import { Slug } from '#shared/models/id.ts';
import type { Clock, CompanionPorts, DriveAccess } from '../ports.ts';
import { isIn, yankedIn } from '../releases/known-releases.ts';
import { fitsOneFolder } from '../releases/places.ts';
import type { OpenedIndex, OpenedManifest, ReleaseState } from '../releases/release-ports.ts';
import type { Shelf } from '../releases/shelf.ts';
import type { ReleaseFolder, ReleaseFolders } from './library-ports.ts';

/** A release on a stick. */
export interface CarriedFolder {
  drive: string;
  folder: ReleaseFolder;
  /** What it claims to be; what a refused one claims is no more than the name of a file. */
  product: string;
  version: string;
  /** What the manifest says, once it verified; it counts only without a refusal. */
  manifest: OpenedManifest | null;
  /** That vouches for it: the one on the stick, or a newer one of this machine. */
  index: OpenedIndex | null;
  yanked: string | null;
  refusal: Refusal | null;
  /** The trust roots on the stick, of which one may follow the pinned one. */
  roots: string;
}

export interface CarriedReleases {
  /** What is on the sticks now. A look of the last moments will do for whoever only seeks chunks. */
  look(options?: { within?: number }): Promise<readonly CarriedFolder[]>;
}

interface Ports extends Pick<CompanionPorts, 'log'> {
  machineState: Pick<ReleaseState, 'openIndex' | 'openManifest'>;
  clock: Pick<Clock, 'monotonic'>;
  drives: Pick<DriveAccess, 'list'>;
  folders: Pick<ReleaseFolders, 'find'>;
}

interface Parts {
  shelf: Pick<Shelf, 'indexOf'>;
}

/** A stick that takes longer has nothing for us. */
const patience = 20_000;

/** Looks for releases on sticks. Everything is verified but the artifacts themselves, which are too large to read for a list. */
export function createCarriedReleases(ports: Ports, { shelf }: Parts): CarriedReleases {
  const { machineState, clock, drives, folders, log } = ports;
  let known: { at: number; found: Promise<readonly CarriedFolder[]> } | null = null;

  async function lookAt(drive: string): Promise<CarriedFolder[]> {
    try {
      const found = await folders.find(drive, AbortSignal.timeout(patience));
      return (await Promise.all(found.map((folder) => judge(drive, folder)))).filter((carried) => carried !== null);
    } catch (error) {
      log.warn('a stick could not be searched for releases', { drive, error: String(error) });
      return [];
    }
  }

  async function judge(drive: string, folder: ReleaseFolder): Promise<CarriedFolder | null> {
    const roots = joinFiles(folder.roots);
    const refused: Refusal[] = [];
    for (const text of folder.manifests) {
      const opened = machineState.openManifest(text, roots);
      if (!opened.accepted) refused.push(opened.refusal);
      else {
        const { payload, digest } = opened;
        return { drive, folder, roots, ...(await vouch(folder, { payload, digest, text }, roots)) };
      }
    }
    const claim = claimOf(folder);
    const [refusal] = refused;
    return claim && refusal
      ? { drive, folder, roots, ...claim, manifest: null, index: null, yanked: null, refusal }
      : null;
  }

  /** A stick may carry an index that is older than the one here: then the one here says whether the release still is one. */
  async function vouch(folder: ReleaseFolder, manifest: OpenedManifest, roots: string) {
    const { product, version, channel } = manifest.payload;
    const claim = { product, version, manifest };
    const refused: Refusal[] = [];
    const indexes: OpenedIndex[] = [];
    for (const text of folder.indexes) {
      const opened = machineState.openIndex(text, { product, channel }, roots);
      if (opened.accepted) indexes.push({ payload: opened.payload, digest: opened.digest, text });
      else refused.push(opened.refusal);
    }
    const here = await shelf.indexOf(product, channel);
    if (here) indexes.push(here);
    const [newest = null] = indexes.toSorted((a, b) => b.payload.sequence - a.payload.sequence);
    const isSound = fitsOneFolder(manifest.payload);
    if (isSound && newest && isIn(newest, manifest))
      return { ...claim, index: newest, yanked: yankedIn(newest, version), refusal: null };
    const refusal: Refusal = (isSound && refused[0]) || { code: 'damaged', part: 'content' };
    return { ...claim, index: null, yanked: null, refusal };
  }

  async function lookAtAll(): Promise<readonly CarriedFolder[]> {
    const all = await drives.list();
    return (await Promise.all(all.map(({ id }) => lookAt(id)))).flat();
  }

  return {
    look({ within = 0 } = {}) {
      const now = clock.monotonic();
      if (known === null || now - known.at >= within) known = { at: now, found: lookAtAll() };
      return known.found;
    },
  };
}

/** What a folder says it holds where nothing in it verified: the name of its manifest. */
function claimOf({ files }: ReleaseFolder): { product: string; version: string } | null {
  for (const name of files.keys()) {
    const [, product, version] = /^([a-z0-9-]+?)-(\d[^/]*)\.release-manifest$/.exec(name) ?? [];
    if (Slug.safeParse(product).success && Version.safeParse(version).success)
      return { product: product ?? '', version: version ?? '' };
  }
  return null;
}
