import type { Api } from '../../../renderer/api/api.ts';
import type { Door } from '../../../renderer/api/door.ts';
import { Failure } from '#shared/errors.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { accountScenes } from './account-scenes.ts';
import { fakeCloud } from './cloud.ts';
import { fakeCompanion } from './companion.ts';
import { here, ingrid, leaseOn, manyRows } from './data.ts';
import { managedRows } from './managed-data.ts';
import { libraryScenes } from './library-scenes.ts';
import { machineScenes } from './machine-scenes.ts';
import { offlineScenes } from './offline-scenes.ts';
import { organizationScenes } from './organization-scenes.ts';
import { releasesScenes } from './releases-scenes.ts';
import { createWorld, heldFrom, type World } from './world.ts';

const signedIn = (world: World) => {
  world.status.session = { state: 'signed-in', who: world.people, current: null };
};

const holding = (world: World) => {
  signedIn(world);
  const row = world.rows[0]!;
  const held = heldFrom(row, world.status.now);
  world.status.leases = [held];
  row.leases.push(leaseOn(here.name, ingrid, row.id, { id: held.id }));
};

const cloudAway = (world: World) => {
  const url = world.status.cloud.url;
  world.failing = new Failure('cloud-unreachable', { url });
  world.status.cloud = {
    ...world.status.cloud,
    state: 'unreachable',
    why: 'cloud-unreachable',
    since: world.status.now - hour,
  };
};

/** Situations to look at, by name. */
export const scenes: Record<string, (world: World) => void> = {
  'signed-out': () => {},
  'second-step': (world) => {
    world.sample = false;
    world.twoFactor = { methods: ['totp', 'mail'], left: 9 };
  },
  'two-factor': (world) => {
    signedIn(world);
    world.twoFactor = { methods: ['totp'], left: 7 };
  },
  closed: (world) => {
    world.sample = false;
    world.refusing = new Failure('wrong-credentials', {});
  },
  consent: (world) => {
    world.refusing = new Failure('secret-store-needs-consent', { path: '/home/ingrid/.config/greenroom/secrets' });
  },
  waiting: (world) => {
    const url = 'https://greenroom.northlight.example/device';
    const pending = {
      userCode: 'K7QF-2M9D',
      url,
      urlWithCode: `${url}?code=K7QF2M9D`,
      expiresAt: world.status.now + 581_000,
    };
    world.status.session = { state: 'waiting', pending };
  },
  'set-up': (world) => {
    world.needsSetUp = true;
    world.sample = false;
    world.status.cloud = { ...world.status.cloud, embedded: true, url: 'http://127.0.0.1:4711' };
  },
  picker: signedIn,
  ...accountScenes(signedIn),
  ...organizationScenes(signedIn),
  ...libraryScenes(holding),
  ...machineScenes(holding),
  ...offlineScenes,
  ...releasesScenes(holding, cloudAway),
  held: holding,
  many: (world) => {
    signedIn(world);
    world.rows = manyRows(5000);
  },
  managed: (world) => {
    signedIn(world);
    world.rows = managedRows(5000);
  },
  empty: (world) => {
    signedIn(world);
    world.rows = [];
  },
  away: (world) => {
    holding(world);
    cloudAway(world);
  },
  'signed-out-away': cloudAway,
  refused: (world) => {
    holding(world);
    world.status.cloud = { ...world.status.cloud, state: 'refused', why: 'machine-barred' };
  },
  grace: (world) => {
    holding(world);
    const [held] = world.status.leases;
    const until = world.status.now + 11 * hour + 20 * minute;
    if (held)
      world.status.leases = [{ ...held, standing: 'unassign-grace', unassignGraceEndsAt: until, leaseEndsAt: until }];
  },
  lost: (world) => {
    signedIn(world);
    world.status.notices = [
      {
        id: 'N-1',
        at: world.status.now - minute,
        kind: 'lease-ended',
        notice: {
          lease: 'S-1',
          license: 'Graphics XR',
          reason: 'released',
          by: 'Jo Berg',
          at: world.status.now - minute,
        },
      },
      { id: 'N-2', at: world.status.now - day, kind: 'clock-differs', byMilliseconds: 11 * minute },
    ];
  },
};

/** The whole API over one scene, as a door would hand it to the page. */
export function fakeApi(scene: string, door: Door, now: number = Date.now()): Api {
  const world = createWorld(now, scenes[scene] ?? signedIn);
  return { door, cloud: fakeCloud(world), companion: door === 'portal' ? null : fakeCompanion(world) };
}
