import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder } from './machine.ts';
import { createPublisher } from './publisher.ts';
import { createReleaseMachine } from './release-machine.ts';

/** The folder of the release on the stick, and the file of its artifact. */
export const release = 'graphics-25.4.0';
export const file = 'installer-25.4.0.run';
export const manifestIn = (folder: string) => join(folder, `${release}.release-manifest`);
export const indexIn = (folder: string) => join(folder, 'graphics-stable.release-index');

/** A stick as Greenroom wrote it, and machines without a network that get copies of it that somebody changed. */
export async function carriedStick() {
  const publisher = createPublisher();
  publisher.publish('25.4.0');
  const good = freshFolder();
  const { transfer, carrying } = await createReleaseMachine({ publishers: [publisher], sticks: [good] });
  await transfer(await carrying.saveOrders({ product: 'graphics', version: '25.4.0', drive: good }));

  async function machineWith(change: (folder: string, stick: string) => void) {
    const stick = freshFolder();
    cpSync(good, stick, { recursive: true });
    change(join(stick, release), stick);
    const machine = await createReleaseMachine({ trustRoot: publisher.cloud.trustRootFile, sticks: [stick] });
    return {
      ...machine,
      stick,
      add: async (folder = release) => machine.transfer(await machine.carrying.addOrders({ drive: stick, folder })),
      inLibrary: () =>
        existsSync(machine.libraryFolder) ? readdirSync(machine.libraryFolder, { recursive: true }).map(String) : [],
    };
  }
  return { publisher, good, machineWith };
}

export type CarriedStick = Awaited<ReturnType<typeof carriedStick>>;
