import type { MachineView, Room } from '#shared/models/machine-view.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { amara, here, ingrid, jo, leaseOn, pictureTime as now, sindre } from './data.ts';
import type { World } from './world.ts';

const endOf = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date, 21, 59);
const june = endOf(2027, 6, 30);
const march = endOf(2027, 3, 31);

type Lease = MachineView['leases'][number];

function lease(
  machine: string,
  license: string,
  name: string,
  person: Lease['person'],
  change: Partial<Lease> = {},
): Lease {
  return {
    ...leaseOn(machine, person, license, { releasable: 'force' }),
    licenseName: name,
    licenseEndsAt: june,
    acknowledgement: null,
    ...change,
  };
}

const offline = (leaseEndsAt: number, acknowledgement: Lease['acknowledgement'], startedAt = now - 8 * day) =>
  ({ mode: 'offline', leaseEndsAt, acknowledgement, releasable: 'no', startedAt }) as const;

function machine(name: string, change: Partial<MachineView> = {}): MachineView {
  return {
    id: name === here.name ? here.id : `K-${name}`,
    name,
    platform: 'windows',
    appVersion: '0.1.0',
    isEphemeral: false,
    lastSeenAt: now - 4 * minute,
    evidence: { state: 'matches' },
    barredAt: null,
    leases: [],
    ...change,
  };
}

/** Machines of Northlight, one for every state there is. */
export const pictureMachines = (): MachineView[] => [
  machine('OB-1-RENDER-01', {
    lastSeenAt: now - 19 * day,
    leases: [lease('OB-1-RENDER-01', 'L-xr', 'Graphics XR', jo, offline(endOf(2026, 12, 5), 'confirmed'))],
  }),
  machine('OB-1-RENDER-02', { leases: [lease('OB-1-RENDER-02', 'L-xr', 'Graphics XR', jo)] }),
  machine(here.name, {
    platform: 'linux',
    lastSeenAt: now - 8 * day,
    leases: [lease(here.name, 'L-xr', 'Graphics XR', ingrid, offline(endOf(2027, 1, 14), 'confirmed'))],
  }),
  machine('OB-1-RENDER-04', {
    lastSeenAt: now - 26 * minute,
    evidence: { state: 'changed', factors: ['disk-serial', 'network-address', 'system-uuid'], at: now - 26 * minute },
    leases: [lease('OB-1-RENDER-04', 'L-xr', 'Graphics XR', amara)],
  }),
  machine('STAGE-2-CTRL', {
    evidence: { state: 'shared-hardware', others: ['STAGE-2-KEY'], at: now - 2 * hour },
    leases: [
      lease('STAGE-2-CTRL', 'L-arvs', 'Graphics AR/VS', sindre),
      lease('STAGE-2-CTRL', 'L-keyer', 'Keyer Live', sindre, { licenseEndsAt: march }),
    ],
  }),
  machine('STAGE-2-KEY', { evidence: { state: 'shared-hardware', others: ['STAGE-2-CTRL'], at: now - 2 * hour } }),
  machine('STAGE-2-TRACK', {
    platform: 'linux',
    lastSeenAt: now - 34 * day,
    leases: [
      lease('STAGE-2-TRACK', 'L-live', 'Tracking Live', jo, {
        ...offline(endOf(2027, 2, 28), 'overdue', now - 34 * day),
        licenseEndsAt: march,
      }),
    ],
  }),
  machine('VAULT-EDIT-02', {
    platform: 'macos',
    lastSeenAt: now - 3 * hour,
    evidence: { state: 'two-with-one-key', at: now - 3 * hour },
    leases: [lease('VAULT-EDIT-02', 'L-cg', 'Graphics CG', sindre, { licenseEndsAt: march })],
  }),
  machine('GFX-ARTIST-07', {
    platform: 'macos',
    lastSeenAt: now - 3 * minute,
    leases: [lease('GFX-ARTIST-07', 'L-artist', 'Graphics Artist', ingrid, { licenseEndsAt: endOf(2026, 12, 4) })],
  }),
  machine('VAULT-EDIT-01', {
    platform: 'linux',
    lastSeenAt: now - 2 * day,
    evidence: { state: 'none' },
    leases: [lease('VAULT-EDIT-01', 'L-cg', 'Graphics CG', amara, offline(endOf(2026, 12, 20), 'issued', now - day))],
  }),
  ...[1, 2, 3].map((node) =>
    machine(`node-4f2a-${node}`, {
      platform: 'linux',
      isEphemeral: true,
      lastSeenAt: now - node * minute,
      evidence: { state: 'none' },
      leases: [lease(`node-4f2a-${node}`, 'L-xr', 'Graphics XR', null)],
    }),
  ),
  machine('CTRL-B', { lastSeenAt: now - 8 * day, barredAt: now - 7 * day }),
  machine('GFX-ARTIST-02', { platform: 'macos', lastSeenAt: now - 9 * hour }),
];

export const room = (change: Partial<Room> & Pick<Room, 'id'>): Room => ({
  license: { id: 'L-xr', name: 'Graphics XR' },
  createdBy: ingrid.name,
  createdAt: now - 5 * hour,
  expiresAt: now + 19 * hour,
  uses: 50,
  used: 3,
  closedAt: null,
  ...change,
});

export const pictureRooms = (): Room[] => [
  room({ id: 'R-1' }),
  room({ id: 'R-2', license: { id: 'L-cg', name: 'Graphics CG' }, uses: 4, used: 4, createdBy: amara.name }),
  room({ id: 'R-3', createdAt: now - 11 * hour, expiresAt: now + 64 * minute, uses: 10, used: 9 }),
  room({ id: 'R-4', createdAt: now - 3 * day, expiresAt: now - 2 * day, used: 41 }),
  room({ id: 'R-5', createdAt: now - 6 * day, expiresAt: now + day, closedAt: now - 5 * day, createdBy: null }),
];

/** Fills a world with them, so that what is released there is free here. */
export function withMachines(world: World): void {
  world.machines = pictureMachines();
  world.rooms = pictureRooms();
  for (const row of world.rows) {
    if (row.organization.name !== 'Northlight Studios') continue;
    row.leases = world.machines.flatMap(({ leases }) => leases.filter(({ license }) => license === row.id));
    row.seats = Math.max(row.seats, row.leases.length);
  }
}
