import { attachOrOwn } from '#main/owner.ts';
import { createFakeCompanion, ticks } from './fake-companion.ts';

/**
 * A host as a process of its own: attaches or owns, and says on standard output, as JSON lines, which role it has,
 * and whose answers it sees. `node owner-process.ts <state folder>`
 */
const say = (line: object) => process.stdout.write(`${JSON.stringify({ me: process.pid, ...line })}\n`);
const [folder = ''] = process.argv.slice(2);

const ownership = await attachOrOwn({
  stateFolder: folder,
  keepGoing: true,
  onRole: (role) => say({ role }),
  createCompanion: async () =>
    createFakeCompanion(
      {
        'status.watch': () => ticks(() => process.pid),
        'machine.rename': () => {
          say({ asked: 'machine.rename' });
          return new Promise(() => {});
        },
        'license.held': () => [],
      },
      { onStart: () => say({ heart: 'started' }), onStop: () => say({ heart: 'stopped' }) },
    ),
});

process.once('SIGTERM', () => {
  void ownership.stop().then(() => process.exit(0));
});

let seen: unknown;
for await (const owner of (await ownership.client.companion.status.watch({})) as AsyncIterable<unknown>) {
  if (owner !== seen) say({ owner });
  seen = owner;
}
