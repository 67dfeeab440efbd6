import type { Failure } from '#shared/errors.ts';
import type { LicenseRow } from '#shared/models/license.ts';
import type { MachineView, Room } from '#shared/models/machine-view.ts';
import type { Account, DeletionRefusal } from '#shared/models/account.ts';
import type { CarriedFile } from '#shared/models/offline.ts';
import type { SignedIn } from '#shared/models/person.ts';
import type { CarriedRelease, LibraryEntry } from '#shared/models/release.ts';
import { defaultSettings, type Settings } from '#shared/models/settings.ts';
import type { HeldLease, Status } from '#shared/models/status.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { here, ingrid, memberships, pictureRows } from './data.ts';
import { pictureAccount } from './document.ts';
import { pictureTeam, type TeamWorld } from './team.ts';
import { emptyReleases, type ReleasesWorld } from './releases-data.ts';

type Topic = 'session' | 'license' | 'notice' | 'cloud' | 'settings' | 'owner' | 'drive' | 'library';

/** One machine and one cloud, in memory: what the fake operations read and change. */
export interface World {
  status: Status;
  rows: LicenseRow[];
  settings: Settings;
  people: SignedIn;
  account: Account;
  /** What stands in the way of the deletion of the account. */
  deletionRefusals: DeletionRefusal[];
  /** The clouds this machine can reach, by address. */
  failing: Failure | null;
  /** Passwords and codes are accepted unless this says otherwise. */
  refusing: Failure | null;
  /** Why nothing can be written to a stick. */
  saving: Failure | null;
  /** What the person has on, and how many recovery codes are left. */
  twoFactor: { methods: ('totp' | 'mail')[]; left: number };
  needsSetUp: boolean;
  sample: boolean;
  machines: MachineView[];
  rooms: Room[];
  team: TeamWorld;
  /** What is on each stick, by drive. */
  onSticks: Record<string, CarriedFile[]>;
  /** What was downloaded to this machine, and the releases on sticks. */
  library: LibraryEntry[];
  carried: CarriedRelease[];
  releases: ReleasesWorld;
  /** Why no release can be told of. */
  failingShelf: Failure | null;
  transfers: Transfer[];
  /** Transfers move on by themselves. */
  moves: boolean;
  /** Milliseconds that what takes long takes here: an intake call, a look at all sticks, a last check of a file. */
  latency: number;
}

export type Watched = World & {
  changed(topics: Topic[]): void;
  watch(signal: AbortSignal | undefined): AsyncGenerator<{ changed: Topic[]; status: Status }>;
};

export function createWorld(now: number, change: (world: World) => void = () => {}): Watched {
  const world: World = {
    status: emptyStatus(now),
    rows: pictureRows(),
    settings: { ...defaultSettings },
    people: { person: ingrid, isVendor: false, memberships, sessionExpiresAt: now + 30 * day },
    account: pictureAccount(),
    deletionRefusals: [],
    failing: null,
    refusing: null,
    saving: null,
    twoFactor: { methods: [], left: 0 },
    needsSetUp: false,
    sample: true,
    machines: [],
    rooms: [],
    team: pictureTeam(),
    onSticks: {},
    library: [],
    carried: [],
    releases: emptyReleases(),
    failingShelf: null,
    transfers: [],
    moves: true,
    latency: 0,
  };
  change(world);
  const listeners = new Set<(topics: Topic[]) => void>();
  return Object.assign(world, {
    changed(topics: Topic[]) {
      world.status = { ...world.status };
      for (const tell of listeners) tell(topics);
    },
    async *watch(signal: AbortSignal | undefined) {
      const heard: Topic[][] = [[]];
      let wake = () => {};
      const hear = (topics: Topic[]) => {
        heard.push(topics);
        wake();
      };
      listeners.add(hear);
      signal?.addEventListener('abort', () => wake());
      try {
        for (;;) {
          if (signal?.aborted) return;
          const changed = heard.shift();
          if (changed) yield { changed, status: world.status };
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        listeners.delete(hear);
      }
    },
  });
}

function emptyStatus(now: number): Status {
  return {
    machine: {
      ...here,
      stateFolder: '/var/lib/greenroom',
      evidence: [
        { name: 'os-machine-id', state: 'present', reason: 'read' },
        { name: 'system-uuid', state: 'absent', reason: 'placeholder' },
        { name: 'disk-serial', state: 'absent', reason: 'unreadable' },
        { name: 'cpu', state: 'present', reason: 'read' },
      ],
    },
    owner: { host: 'desktop', processId: 4242 },
    session: { state: 'signed-out', why: 'never' },
    cloud: {
      url: 'https://greenroom.northlight.example',
      name: 'Northlight Studios',
      fingerprint: 'otter-maple-cargo-violin lantern-pepper-orbit-quilt',
      embedded: false,
      state: 'reachable',
      why: null,
      since: now - 3 * hour,
      lastContactAt: now - 2 * minute,
    },
    leases: [],
    notices: [],
    offline: { requests: [], returns: [], acknowledgement: null },
    drives: [],
    lastHeartbeatAt: now - 2 * minute,
    nextHeartbeatAt: now + 8 * minute,
    now,
  };
}

/** The lease a pick of this row gives. */
export function heldFrom(row: LicenseRow, now: number): HeldLease {
  return {
    id: `S-${row.id}-${here.name}`,
    organization: row.organization,
    timeZone: 'Europe/Oslo',
    license: row.id,
    product: row.product,
    edition: row.edition,
    services: row.edition.services,
    person: ingrid.name,
    mode: 'online',
    leaseEndsAt: now + 24 * hour,
    licenseEndsAt: row.endsAt,
    unassignGraceEndsAt: null,
    graceEndsAt: now + 24 * hour,
    standing: 'valid',
  };
}
