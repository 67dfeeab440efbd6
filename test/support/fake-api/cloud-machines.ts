import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { Watched } from './world.ts';

/** Machines, room codes and calendar feeds, as a cloud keeps them, in memory. */
export function fakeCloudMachines(world: Watched): Pick<CloudClient, 'machine' | 'room' | 'calendar'> {
  const refuse = async () => {
    throw new Failure('not-allowed', { needs: 'machine-key' });
  };
  const nothing = async () => {
    if (world.failing) throw world.failing;
    throw new Failure('not-found', {});
  };
  const feeds = async () => ({ mine: 'https://greenroom.northlight.example/calendar/ingrid.ics', organizations: [] });
  return {
    machine: {
      heartbeat: refuse,
      list: async () => {
        if (world.failing) throw world.failing;
        return world.machines;
      },
      repair: refuse,
      claim: refuse,
      acceptHardware: async () => ({}),
    },
    room: { create: nothing, list: async () => world.rooms, close: nothing },
    calendar: { show: feeds, renew: feeds },
  };
}
