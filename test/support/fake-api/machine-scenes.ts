import { Failure } from '#shared/errors.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { here, memberships } from './data.ts';
import { withMachines } from './machines.ts';
import type { World } from './world.ts';

const asOwner = (world: World) => {
  world.people.memberships = memberships.map((each) => ({ ...each, role: each.isDefault ? 'owner' : each.role }));
};

/** Goes offline with what it holds: the end is then a date, and it may be near. */
const offlineFor = (world: World, days: number) => {
  world.status.leases = world.status.leases.map((held) => ({
    ...held,
    mode: 'offline',
    leaseEndsAt: world.status.now + days * day,
    graceEndsAt: world.status.now + days * day + 72 * hour,
  }));
};

/** Situations of machines and their managers; `holding`: somebody is signed in, and this machine has a license. */
export const machineScenes = (holding: (world: World) => void): Record<string, (world: World) => void> => ({
  machines: (world) => {
    holding(world);
    withMachines(world);
  },
  'machines-owner': (world) => {
    holding(world);
    withMachines(world);
    asOwner(world);
  },
  'machines-failed': (world) => {
    holding(world);
    world.failing = new Failure('cloud-unreachable', { url: world.status.cloud.url });
  },
  changed: (world) => {
    holding(world);
    world.status.notices = [
      {
        id: 'N-1',
        at: world.status.now - minute,
        kind: 'machine-changed',
        factors: ['disk-serial', 'network-address', 'system-uuid'],
      },
    ];
  },
  cloned: (world) => {
    holding(world);
    world.status.notices = [{ id: 'N-1', at: world.status.now - minute, kind: 'machine-cloned' }];
    world.status.cloud = { ...world.status.cloud, state: 'refused', why: 'machine-cloned' };
  },
  'ends-soon': (world) => {
    holding(world);
    offlineFor(world, 7);
    const [held] = world.status.leases;
    world.status.notices = [
      {
        id: 'N-1',
        at: world.status.now - minute,
        kind: 'ends-soon',
        lease: held?.id ?? here.id,
        license: 'Graphics XR',
        what: 'offline-lease',
        endsAt: world.status.now + 7 * day,
        timeZone: 'Europe/Oslo',
        days: 7,
      },
      {
        id: 'N-2',
        at: world.status.now - hour,
        kind: 'ends-soon',
        lease: held?.id ?? here.id,
        license: 'Graphics Artist',
        what: 'license',
        endsAt: world.status.now + 11 * day,
        timeZone: 'Europe/Oslo',
        days: 14,
      },
    ];
  },
  clock: (world) => {
    holding(world);
    world.status.notices = [
      { id: 'N-1', at: world.status.now, kind: 'clock-needs-attention', graceEndsAt: world.status.now + 70 * hour },
    ];
  },
});
