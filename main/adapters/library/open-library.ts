import { join } from 'node:path';
import type { LibraryPorts } from '../../services/ports.ts';
import { createChunkListStore } from './chunk-list-store.ts';
import { createLibraryNotes } from './library-notes.ts';
import { createReleaseFolders } from './release-folders.ts';
import { createReleaseShelfStore } from './release-shelf-store.ts';

interface Given extends Pick<LibraryPorts, 'opener' | 'fetchWhole'> {
  libraryFolder?: string | undefined;
  arch?: string;
}

/** The library of this machine, in its state folder unless `GREENROOM_LIBRARY` says otherwise, and what is kept of releases. */
export function openLibrary(
  stateFolder: string,
  {
    libraryFolder = process.env['GREENROOM_LIBRARY'] || join(stateFolder, 'library'),
    arch = process.arch,
    ...given
  }: Given,
): LibraryPorts {
  const folders = createReleaseFolders();
  return {
    ...given,
    arch,
    libraryFolder,
    folders,
    libraryNotes: createLibraryNotes(libraryFolder),
    shelfStore: createReleaseShelfStore(stateFolder),
    chunkListStore: createChunkListStore(stateFolder, folders),
  };
}
