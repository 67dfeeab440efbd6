import type { Artifact } from '#shared/files/release.ts';
import type { Clock, CompanionPorts } from '../ports.ts';
import { artifactNames, fitsOneFolder, libraryNames, manifestName } from '../releases/places.ts';
import type { OpenedManifest, ReleaseShelfStore, ReleaseState } from '../releases/release-ports.ts';
import type { ReleaseFolder, ReleaseFolders } from './library-ports.ts';

/** A release in the library whose manifest verified. */
export interface StoredRelease {
  folder: ReleaseFolder;
  manifest: OpenedManifest;
}

export interface StoredReleases {
  /** The releases in the library, as they lie there now. */
  list(): Promise<readonly StoredRelease[]>;
  /** Something changed: the next one who asks has it read anew. */
  forget(): void;
}

interface Ports extends Pick<CompanionPorts, 'log'> {
  machineState: Pick<ReleaseState, 'openManifest'>;
  clock: Pick<Clock, 'monotonic'>;
  folders: Pick<ReleaseFolders, 'find' | 'write'>;
  library: string;
  shelfStore: Pick<ReleaseShelfStore, 'readLast'>;
}

/** Other programs may change the folder, too: what was read counts for so long. */
const staysTrue = 2_000;

/**
 * The library describes itself: it is read from its folders, and nothing else is believed. A manifest counts in the
 * folder of its own product and version alone.
 */
export function createStoredReleases({
  machineState,
  clock,
  folders,
  library,
  shelfStore,
  log,
}: Ports): StoredReleases {
  let known: { at: number; releases: Promise<readonly StoredRelease[]> } | null = null;
  /** Folders that were complained of. */
  const strange = new Set<string>();

  async function read(): Promise<readonly StoredRelease[]> {
    const found = await folders.find(library).catch((error: unknown) => {
      log.warn('the library cannot be read', { library, error: String(error) });
      return [];
    });
    const releases: StoredRelease[] = [];
    for (const folder of found) {
      const manifest = manifestIn(folder, folder.manifests) ?? (await renewed(folder));
      if (manifest) releases.push({ folder, manifest });
    }
    return releases;
  }

  function manifestIn(folder: ReleaseFolder, texts: readonly string[]): OpenedManifest | null {
    for (const text of texts) {
      const opened = machineState.openManifest(text);
      if (!opened.accepted || libraryNames(opened.payload).join('/') !== folder.name) continue;
      if (fitsOneFolder(opened.payload)) return { payload: opened.payload, digest: opened.digest, text };
    }
    return null;
  }

  /** The keys of a cloud change while files lie here: it signed the same manifest anew, and the shelf has it. */
  async function renewed(folder: ReleaseFolder): Promise<OpenedManifest | null> {
    const kept = await shelfStore.readLast();
    const manifest = manifestIn(folder, kept?.files.flatMap(({ manifests }) => manifests) ?? []);
    if (manifest === null) {
      if (!strange.has(folder.path))
        log.warn('a folder of the library has no manifest that verifies', { folder: folder.path });
      strange.add(folder.path);
      return null;
    }
    await folders
      .write(`${folder.path}/${manifestName(manifest.payload)}`, manifest.text)
      .catch((error: unknown) => log.warn('a manifest could not be renewed', { error: String(error) }));
    return manifest;
  }

  return {
    list() {
      const now = clock.monotonic();
      if (known === null || now - known.at > staysTrue) known = { at: now, releases: read() };
      return known.releases;
    },
    forget() {
      known = null;
    },
  };
}

/** Where an artifact lies in a folder, if it has its final name and its right size there. */
export function fileOf({ files }: Pick<ReleaseFolder, 'files'>, { fileName, size }: Artifact): string | null {
  const file = files.get(artifactNames(fileName).file);
  return file?.size === size ? file.path : null;
}
