import type { CloudClient } from '../../../renderer/api/api.ts';
import { linesOfMachines } from '../../../renderer/state/machine-lines.ts';
import { Failure } from '#shared/errors.ts';
import { hour } from '#shared/models/time.ts';
import { people } from './carried.ts';
import { room } from './machines.ts';
import type { Watched } from './world.ts';

/** Machines, room codes and calendar feeds, as a cloud keeps them, in memory. */
export function fakeCloudMachines(world: Watched): Pick<CloudClient, 'machine' | 'room' | 'calendar'> {
  let round = 0;
  const through = () => {
    if (world.failing) throw world.failing;
  };
  const refuse = async () => {
    throw new Failure('not-allowed', { needs: 'machine-key' });
  };
  const address = (of: string) => `https://greenroom.northlight.example/calendar/${of}3f9c41d8a7e2${round}.ics`;
  const feeds = () => ({
    mine: address('b07d'),
    organizations: world.people.memberships
      .filter(({ role }) => role === 'manager' || role === 'owner')
      .map(({ organization }) => ({ organization, url: address('55e1') })),
  });
  return {
    machine: {
      heartbeat: refuse,
      list: async () => (through(), { machines: world.machines, next: null }),
      summary: async () => {
        through();
        const lines = linesOfMachines(world.machines, world.status.now);
        const needs = lines.filter(({ group }) => group === 'needs').length;
        return { machines: lines.length, needs, foremost: world.machines };
      },
      repair: refuse,
      claim: refuse,
      acceptHardware: async ({ machine }) => {
        through();
        world.machines = world.machines.map((each) =>
          each.id === machine ? { ...each, evidence: { state: 'matches' } } : each,
        );
        return {};
      },
    },
    room: {
      list: async () => (through(), world.rooms),
      create: async ({ license, hours = 12, uses = 50 }) => {
        through();
        const row = world.rows.find(({ id }) => id === license);
        if (!row) throw new Failure('not-found', {});
        const { now } = world.status;
        const name = `${row.product.name} ${row.edition.name}`;
        const made = room({
          id: `R-${world.rooms.length + 1}`,
          license: { id: license, name },
          createdAt: now,
          expiresAt: now + hours * hour,
          uses,
          used: 0,
        });
        world.rooms = [made, ...world.rooms];
        return { code: 'K7QF-2M9D-XW4T', room: made };
      },
      close: async ({ room: id }) => {
        const found = world.rooms.find((each) => each.id === id);
        if (!found) throw new Failure('not-found', {});
        const closed = { ...found, closedAt: world.status.now };
        world.rooms = world.rooms.map((each) => (each.id === id ? closed : each));
        return closed;
      },
    },
    calendar: {
      show: async () => (through(), feeds()),
      renew: async () => {
        round += 1;
        return feeds();
      },
    },
  };
}

/** Puts a lease into another name; Sindre has no right to any license. */
export function setPersonOf(world: Watched): CloudClient['lease']['setPerson'] {
  return async ({ lease, person }) => {
    const found = Object.values(people).find(({ id }) => id === person);
    if (!found || found === people.sindre) throw new Failure('not-assigned', { license: 'Graphics XR' });
    world.machines = world.machines.map((machine) => ({
      ...machine,
      leases: machine.leases.map((held) => (held.id === lease ? { ...held, person: found } : held)),
    }));
    return {};
  };
}
