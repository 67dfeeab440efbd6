import { Failure } from '#shared/errors.ts';
import type { CarriedFile, Drive } from '#shared/models/offline.ts';
import { day } from '#shared/models/time.ts';
import { type Carried, carriedText, farm, pictureRequests } from './carried.ts';
import { here, ingrid, leaseOn } from './data.ts';
import { heldFrom, type World } from './world.ts';

const signedIn = (world: World) => {
  world.status.session = { state: 'signed-in', who: world.people, current: null };
};

/** This machine as in the picture: Graphics XR, offline until 14 January. */
const holdingOffline = (world: World) => {
  const row = world.rows[0]!;
  const leaseEndsAt = Date.UTC(2027, 0, 14, 22, 59);
  const held = { ...heldFrom(row, world.status.now), mode: 'offline' as const, leaseEndsAt, graceEndsAt: leaseEndsAt };
  world.status.leases = [held];
  row.leases.push(leaseOn(here.name, ingrid, row.id, { id: held.id, mode: 'offline', leaseEndsAt, releasable: 'no' }));
};

/** A stick with made-up files on it, each in a file of its own, or all in one. */
export function stickWith(
  world: World,
  files: readonly Carried[],
  { id = 'E:\\', label = 'NORTHLIGHT-01' } = {},
): void {
  const carried = files.map(
    (file): CarriedFile => ({ name: `${file.machine}-2026-11-20.${file.kind}`, text: carriedText(file) }),
  );
  world.onSticks[id] = carried;
  const drive: Drive = {
    id,
    label,
    freeBytes: 14_000_000_000,
    isWritable: true,
    files: files.map(({ kind, machine }, index) => ({
      name: carried[index]!.name,
      kinds: [{ kind, count: 1 }],
      isForThisMachine: machine === here.name && (kind === 'license' || kind === 'return-receipt'),
    })),
    skipped: [],
  };
  world.status.drives = [...world.status.drives, drive];
}

const noCloud = (world: World) => {
  const { cloud, now } = world.status;
  world.failing = new Failure('cloud-unreachable', { url: cloud.url });
  world.status.cloud = {
    ...cloud,
    state: 'unreachable',
    why: 'cloud-unreachable',
    since: now - day,
    lastContactAt: null,
  };
};

/** Situations of the page Offline, by name. */
export const offlineScenes: Record<string, (world: World) => void> = {
  'offline-intake': (world) => {
    signedIn(world);
    holdingOffline(world);
    stickWith(world, pictureRequests);
    // The picture was taken where the network is away from this machine, not from the others.
    world.status.cloud = { ...world.status.cloud, state: 'unknown' };
  },
  'offline-empty': signedIn,
  'offline-unreadable': (world) => {
    signedIn(world);
    stickWith(world, pictureRequests.slice(0, 2));
    world.status.drives = world.status.drives.map((drive) => ({
      ...drive,
      isWritable: false,
      skipped: [{ name: 'private', why: 'this person may not read it' }],
    }));
  },
  'offline-many': (world) => {
    signedIn(world);
    holdingOffline(world);
    world.latency = 400;
    stickWith(world, farm(1000));
  },
  'offline-report': (world) => {
    signedIn(world);
    stickWith(world, [
      ...pictureRequests,
      {
        kind: 'license-request',
        machine: 'NODE-0007',
        person: 'jo',
        license: 'L-xr',
        taken: { code: 'no-free-seat', details: { license: 'Graphics XR', seats: 6 } },
      },
      { kind: 'return-proof', machine: 'OB-1-RENDER-09', person: 'jo', license: 'L-xr' },
    ]);
  },
  'offline-full-stick': (world) => {
    signedIn(world);
    stickWith(world, pictureRequests);
    world.saving = new Failure('disk-full', { path: 'E:\\' });
  },
  'offline-busy': (world) => {
    signedIn(world);
    holdingOffline(world);
    const { now } = world.status;
    world.status.offline = {
      requests: [
        {
          id: 'R-1',
          purpose: 'renew',
          wanted: { product: 'graphics', edition: 'xr' },
          madeAt: now - 2 * day,
          useBy: now + 28 * day,
        },
        { id: 'R-2', purpose: 'activate', wanted: null, madeAt: now - 31 * day, useBy: now - day },
      ],
      returns: [
        {
          lease: 'S-old',
          license: 'Tracking Live',
          organization: 'Northlight Studios',
          returnedAt: now - 3 * day,
          receiptAt: null,
        },
      ],
      acknowledgement: { sequence: 4, appliedAt: now - day },
    };
    stickWith(world, [
      { kind: 'license', machine: here.name, license: 'L-xr' },
      { kind: 'license', machine: 'OB-1-RENDER-01', license: 'L-xr' },
    ]);
  },
  'offline-trust': (world) => {
    noCloud(world);
    world.status.cloud = { ...world.status.cloud, name: null, fingerprint: null };
    stickWith(world, [{ kind: 'trust-root', machine: 'Northlight Studios' }]);
  },
  'offline-signed-out': (world) => {
    noCloud(world);
    holdingOffline(world);
  },
  'offline-member': (world) => {
    signedIn(world);
    world.people = {
      ...world.people,
      memberships: world.people.memberships.map((membership) => ({ ...membership, role: 'member' })),
    };
    world.status.session = { state: 'signed-in', who: world.people, current: null };
    stickWith(world, pictureRequests.slice(0, 3));
  },
  'offline-away': (world) => {
    signedIn(world);
    holdingOffline(world);
    stickWith(world, pictureRequests);
    noCloud(world);
  },
};
