import { createCarriedReleases } from './services/library/carried-releases.ts';
import { type Carrying, createCarrying } from './services/library/carrying.ts';
import { createLibrary, type Library } from './services/library/library.ts';
import { createStoredReleases } from './services/library/stored-releases.ts';
import type { Changes } from './services/changes.ts';
import type { CloudClient, CompanionPorts } from './services/ports.ts';
import { createChunkLists } from './services/releases/chunk-lists.ts';
import { createEstimateCost } from './services/releases/estimate.ts';
import { createFindOrder } from './services/releases/find-order.ts';
import { createReleases, type Releases } from './services/releases/releases.ts';
import { createSeeds } from './services/releases/seeds.ts';
import { createShelf } from './services/releases/shelf.ts';
import { createTransferDesk } from './services/releases/transfer-desk.ts';
import type { Session } from './services/session.ts';
import type { TransferDesk } from './services/transfers/transfer-ports.ts';

interface Parts {
  changes: Pick<Changes, 'announce'>;
  cloud: CloudClient;
  session: Pick<Session, 'show' | 'restore'>;
}

type Ports = Pick<CompanionPorts, 'machineState' | 'clock' | 'log' | 'drives' | 'releases'>;

export interface ReleaseServices {
  releases: Releases;
  library: Library;
  carrying: Carrying;
  desk: TransferDesk;
}

/** Puts together what this machine knows of releases: from its cloud, in its library, on its sticks. */
export function composeReleases(
  { machineState, clock, log, drives, releases: given }: Ports,
  { changes, cloud, session }: Parts,
): ReleaseServices {
  const system = { platform: machineState.machine().platform, arch: given.arch };
  const ports = { ...given, library: given.libraryFolder, machineState, clock, log, drives, system };
  const stored = createStoredReleases(ports);
  const shelf = createShelf(ports, { cloud, session, stored });
  const carried = createCarriedReleases(ports, { shelf });
  const lists = createChunkLists(ports);
  const seeds = createSeeds(lists, { stored, carried });
  const findOrder = createFindOrder(ports, { shelf, carried });
  return {
    releases: createReleases(ports, {
      shelf,
      stored,
      estimateCost: createEstimateCost(ports, { cloud, shelf, lists, seeds }),
    }),
    library: createLibrary(ports, { changes, stored, shelf, lists }),
    carrying: createCarrying(ports, { changes, carried, stored, shelf, lists }),
    desk: createTransferDesk(ports, { cloud, shelf, findOrder, lists, seeds, stored }),
  };
}
