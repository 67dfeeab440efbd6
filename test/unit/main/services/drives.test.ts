import { describe, expect, it } from 'vitest';
import { createChanges } from '#main/services/changes.ts';
import { createDrives } from '#main/services/drives.ts';
import type { MachineState } from '#main/services/ports.ts';
import type { InspectedFile } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import { createFakeDrives, fakeDrive } from '../../../support/fake-drives.ts';
import { fixedSigner, platform, testCloud, testLicense } from '../../../support/signed-files.ts';
import { seal } from '#shared/files/seal.ts';
import { waitFor } from '../../../support/wait-for.ts';

const cloud = testCloud();
const licenseFor = (name: string) =>
  seal(platform, 'license', testLicense(fixedSigner(name), { machineName: name }), [cloud.lease]);
const bundle = { name: 'truck.license', text: `${licenseFor('RENDER-01')}\n${licenseFor('RENDER-02')}` };
const root = { name: 'northlight.trust-root', text: cloud.trustRootFile };

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A service whose machine takes the second license of the bundle as its own. */
function service(...plugged: ReturnType<typeof fakeDrive>[]) {
  const drives = createFakeDrives(...plugged);
  const changes = createChanges();
  const told: string[] = [];
  changes.subscribe((topic) => told.push(topic));
  const inspected: string[] = [];
  let mine = licenseFor('RENDER-02').split('\n').at(-5) ?? '';
  const machineState = {
    inspect(file: string) {
      inspected.push(file);
      return [{ next: file.includes(mine) ? 'apply-here' : 'take-to-machine' } as InspectedFile];
    },
  } as Partial<MachineState> as MachineState;
  const stopping = new AbortController();
  return {
    drives,
    changes,
    told,
    inspected,
    used: () => (mine = 'nothing'),
    stop: () => stopping.abort(),
    signal: stopping.signal,
    service: createDrives({ drives, machineState, log: quiet }, changes),
  };
}

describe('the sticks of a machine', () => {
  it('are shown with what is on them, and whether it is for this machine', async () => {
    const { service: drives, told } = service(fakeDrive({ files: [bundle, root] }));
    expect(drives.show()).toEqual([]);
    const listed = await drives.list();
    expect(listed).toMatchObject([
      {
        label: 'TRUCK2',
        files: [
          { name: 'truck.license', kinds: [{ kind: 'license', count: 2 }], isForThisMachine: true },
          { name: 'northlight.trust-root', kinds: [{ kind: 'trust-root', count: 1 }], isForThisMachine: false },
        ],
        skipped: [],
      },
    ]);
    expect(drives.show()).toEqual(listed);
    expect(told).toEqual(['drive']);
    await drives.list();
    expect(told).toEqual(['drive']);
  });

  it('a kind of a later version is named by its label', async () => {
    const later = { name: 'x', text: root.text.replaceAll('TRUST ROOT', 'SHOW LOCK') };
    const { service: drives } = service(fakeDrive({ files: [later] }));
    expect((await drives.list())[0]?.files[0]?.kinds).toEqual([{ kind: 'show-lock', count: 1 }]);
  });

  it('are followed: one that comes is announced, one that goes too, until the end', async () => {
    const one = service();
    one.service.follow(one.signal);
    await waitFor(() => expect(one.drives.watchers()).toBe(1));
    one.drives.plugged.push(fakeDrive({ files: [bundle] }));
    one.drives.change();
    await waitFor(() => expect(one.service.show()).toHaveLength(1));
    one.drives.plugged.length = 0;
    one.drives.change();
    await waitFor(() => expect(one.service.show()).toHaveLength(0));
    expect(one.told).toEqual(['drive', 'drive']);
    one.stop();
    expect(one.drives.watchers()).toBe(0);
  });

  it('are looked at again when a license was applied: what was for this machine is used', async () => {
    const one = service(fakeDrive({ files: [bundle] }));
    one.service.follow(one.signal);
    await waitFor(() => expect(one.service.show()[0]?.files[0]?.isForThisMachine).toBe(true));
    one.used();
    one.changes.announce('license');
    await waitFor(() => expect(one.service.show()[0]?.files[0]?.isForThisMachine).toBe(false));
    one.stop();
  });

  it('are looked at again after something was saved on one', async () => {
    const one = service(fakeDrive());
    await one.service.list();
    expect(await one.service.save('/media/jo/TRUCK2', [root])).toEqual(['northlight.trust-root']);
    await waitFor(() => expect(one.service.show()[0]?.files).toHaveLength(1));
    await expect(one.service.save('/nowhere', [root])).rejects.toMatchObject({ code: 'drive-gone' });
    expect(await one.service.read('/media/jo/TRUCK2', ['northlight.trust-root'])).toEqual([root]);
  });

  it('many changes at once cost few looks', async () => {
    const one = service(fakeDrive({ files: [root] }));
    one.service.follow(one.signal);
    for (let times = 0; times < 200; times += 1) one.drives.change();
    await waitFor(() => expect(one.service.show()).toHaveLength(1));
    await one.service.list();
    expect(one.drives.reads.length).toBeLessThan(6);
    one.stop();
  });

  it('a command that only asks looks once; where they are followed, nobody waits for another look', async () => {
    const one = service(fakeDrive({ files: [root] }));
    await one.service.settle();
    expect(one.service.show()).toHaveLength(1);
    one.service.follow(one.signal);
    await waitFor(() => expect(one.drives.reads).toHaveLength(2));
    await one.service.settle();
    expect(one.drives.reads).toHaveLength(2);
    one.stop();
  });

  it('one that cannot be read is shown as such, beside the others', async () => {
    const one = service(fakeDrive({ id: '/a' }), fakeDrive({ id: '/b', files: [root] }));
    const read = one.drives.read;
    one.drives.read = (drive, options) => (drive === '/a' ? Promise.reject(new Error('EIO')) : read(drive, options));
    expect(await one.service.list()).toMatchObject([
      { id: '/a', files: [], skipped: [{ name: '', why: text.companion.drives.tooSlow }] },
      { id: '/b', files: [{ name: 'northlight.trust-root' }] },
    ]);
  });

  it('a full one does not hold up the rest while it is verified', async () => {
    const many = { name: 'all.license', text: Array.from({ length: 400 }, () => licenseFor('RENDER-01')).join('\n') };
    const one = service(fakeDrive({ files: [many] }));
    let turns = 0;
    const looking = one.service.list();
    const state = { isOver: false };
    void looking.finally(() => (state.isOver = true));
    while (!state.isOver) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    expect(one.inspected).toHaveLength(400);
    expect(turns).toBeGreaterThan(15);
  });
});
