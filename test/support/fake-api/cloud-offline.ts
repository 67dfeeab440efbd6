import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import { carriedText } from './carried.ts';
import { inspect } from './inspect.ts';
import { examine, issue } from './intake.ts';
import type { Watched } from './world.ts';

/** Intake and inspection, as a cloud does them, in memory. */
export function fakeCloudOffline(world: Watched): Pick<CloudClient, 'offline' | 'file'> {
  const takesItsTime = async () => {
    await new Promise((resolve) => setTimeout(resolve, world.latency));
    if (world.failing) throw world.failing;
  };
  return {
    offline: {
      examine: async ({ items }) => {
        await takesItsTime();
        return items.map((item) => examine(world, item));
      },
      issue: async ({ items }) => {
        await takesItsTime();
        return items.map((item) => issue(world, item));
      },
      renew: async ({ lease }) => {
        await takesItsTime();
        const machine = world.machines.find(({ leases }) => leases.some(({ id }) => id === lease));
        if (!machine) throw new Failure('not-found', {});
        const name = `${machine.name}-2026-11-23.license`;
        return { file: { name, text: carriedText({ kind: 'license', machine: machine.name }) } };
      },
      list: async () => [],
    },
    file: { inspect: async ({ text }) => inspect(world, text, true) },
  };
}
