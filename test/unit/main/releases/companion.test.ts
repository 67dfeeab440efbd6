import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#main/adapters/system-clock.ts';
import { carriedStick, file, release } from '../../../support/changed-stick.ts';
import { createTestCompanion } from '../../../support/companion.ts';
import { freshFolder } from '../../../support/machine.ts';
import { createFakeDrives, fakeDrive } from '../../../support/fake-drives.ts';

describe('the whole companion', () => {
  it('adds a release from a stick, and saves it to another one, without a network', async () => {
    const { good, publisher } = await carriedStick();
    const other = freshFolder();
    const drives = createFakeDrives(fakeDrive({ id: good }), fakeDrive({ id: other }));
    const test = await createTestCompanion({ ports: { drives, clock: systemClock } });
    await test.ports.machineState.pin(publisher.cloud.trustRootFile);
    const stop = test.companion.start();
    onTestFinished(stop);
    const { library, download } = test.client.companion;
    async function untilDone(): Promise<void> {
      for await (const _ of await download.watch({}))
        if ((await download.list({})).every(({ state }) => state === 'done' || state === 'failed')) break;
    }

    const [carried] = await library.carried({});
    expect(carried).toMatchObject({ drive: good, folder: release, refusal: null });
    await library.add({ drive: good, folder: release });
    await untilDone();
    expect(await download.list({})).toMatchObject([
      { kind: 'add', state: 'done', fetchedBytes: 0, path: join(test.folder, 'library', 'graphics', '25.4.0', file) },
    ]);
    const { entries } = await library.list({});
    const { content } = publisher.file('25.4.0', 'installer-linux');
    expect(readFileSync(entries[0]!.path).equals(content.read(0, content.size))).toBe(true);
    expect(await library.install({ product: 'graphics', version: '25.4.0', artifact: 'installer-linux' })).toEqual({
      path: entries[0]!.path,
    });
    rmSync(join(good, release), { recursive: true });
    await library.save({ drive: other, product: 'graphics', version: '25.4.0' });
    await untilDone();
    expect(await download.list({})).toMatchObject([
      { state: 'done' },
      { kind: 'save', state: 'done', fetchedBytes: 0 },
    ]);
    expect(await library.carried({})).toMatchObject([
      { drive: other, folder: release, refusal: null, artifacts: [{ isHere: true }] },
    ]);
  });
});
