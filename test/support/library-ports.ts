import { join } from 'node:path';
import { openLibrary } from '#main/adapters/library/open-library.ts';
import type { LibraryPorts } from '#main/services/library/library-ports.ts';
import { Failure } from '#shared/errors.ts';

export interface TestLibraryPorts extends LibraryPorts {
  /** What can be fetched, by address. */
  served: Map<string, Uint8Array>;
  /** What was fetched, opened and revealed. */
  fetched: string[];
  opened: string[];
}

/** The real library in a folder of a test; the network and the programs of the system are made up. */
export function createTestLibraryPorts(stateFolder: string): TestLibraryPorts {
  const [served, fetched, opened]: [Map<string, Uint8Array>, string[], string[]] = [new Map(), [], []];
  const library = openLibrary(stateFolder, {
    libraryFolder: join(stateFolder, 'library'),
    arch: 'x64',
    opener: {
      reveal: async (path) => void opened.push(`folder of ${path}`),
      open: async (path) => void opened.push(path),
    },
    async fetchWhole(url) {
      fetched.push(url);
      const bytes = served.get(url);
      if (!bytes) throw new Failure('cloud-unreachable', { url });
      return bytes;
    },
  });
  return { ...library, served, fetched, opened };
}
