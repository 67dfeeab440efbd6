import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joined, seededContent } from '../../../support/content.ts';
import { freshFolder } from '../../../support/machine.ts';
import { createReleaseMachine } from '../../../support/release-machine.ts';
import { createPublisher } from '../../../support/publisher.ts';

const graphics = { product: 'graphics', version: '25.4.0' };

describe('D6: a release on its way to a machine without a network', () => {
  it('is downloaded, saved to a stick, and added there; every file of it proves itself again', async () => {
    const publisher = createPublisher();
    const { files } = publisher.publish('25.4.0');
    const stick = freshFolder();
    const online = await createReleaseMachine({ publishers: [publisher], sticks: [stick] });

    const down = await online.transfer(await online.releases.choose(graphics));
    expect(down.fetchedBytes).toBe(files[0]!.artifact.size);
    expect((await online.library.list()).entries).toMatchObject([{ ...graphics, artifact: 'installer-linux' }]);

    const saved = await online.transfer(await online.carrying.saveOrders({ ...graphics, drive: stick }));
    expect(saved.fetchedBytes).toBe(0);
    const folder = join(stick, 'graphics-25.4.0');
    expect(readdirSync(folder).toSorted()).toEqual([
      'Northlight-Cloud.trust-root',
      'READ ME.html',
      'graphics-25.4.0.release-manifest',
      'graphics-stable.release-index',
      'installer-25.4.0.run',
      'installer-25.4.0.run.chunks',
      'installer-25.4.0.run.minisig',
    ]);

    const lonely = await createReleaseMachine({ trustRoot: publisher.cloud.trustRootFile, sticks: [stick] });
    const [carried] = await lonely.carrying.list();
    expect(carried).toMatchObject({ ...graphics, refusal: null, freshness: 'fresh', artifacts: [{ isHere: false }] });
    const added = await lonely.transfer(await lonely.carrying.addOrders({ drive: stick, folder: carried!.folder }));
    expect(added.fetchedBytes).toBe(0);
    expect(lonely.around).toMatchObject({ asked: 0, linked: [] });
    const { content } = files[0]!;
    expect(readFileSync(added.paths[0]!).equals(content.read(0, content.size))).toBe(true);
    expect((await lonely.library.list()).entries).toMatchObject([{ ...graphics, isOld: false, isKept: false }]);
    expect((await lonely.releases.list()).products).toMatchObject([{ freshness: 'fresh', releases: [graphics] }]);
    expect((await lonely.carrying.list())[0]?.artifacts).toMatchObject([{ isHere: true }]);
    await expect(lonely.library.install({ ...graphics, artifact: 'installer-linux' })).resolves.toEqual({
      path: added.paths[0],
    });
    expect(lonely.opened).toEqual(added.paths);
  });

  it('saves straight to the stick what is not in the library, and leaves nothing behind here', async () => {
    const publisher = createPublisher();
    const { files } = publisher.publish('25.4.0');
    const stick = freshFolder();
    const online = await createReleaseMachine({ publishers: [publisher], sticks: [stick] });
    const { fetchedBytes } = await online.transfer(await online.carrying.saveOrders({ ...graphics, drive: stick }));
    expect(fetchedBytes).toBe(files[0]!.artifact.size);
    expect(existsSync(join(online.libraryFolder, 'graphics'))).toBe(false);
  });

  it('takes from a stick what a newer version shares with it', async () => {
    const publisher = createPublisher();
    const shared = seededContent('shared', 2_000_000);
    publisher.publish('25.3.0', [{ content: joined(shared, seededContent('old end', 100_000)) }]);
    const stick = freshFolder();
    const first = await createReleaseMachine({ publishers: [publisher], sticks: [stick] });
    await first.transfer(await first.carrying.saveOrders({ product: 'graphics', version: '25.3.0', drive: stick }));

    publisher.publish('25.4.0', [{ content: joined(shared, seededContent('new end', 100_000)) }]);
    const other = await createReleaseMachine({ publishers: [publisher], sticks: [stick] });
    const estimate = await other.releases.estimate({ ...graphics, artifact: 'installer-linux' });
    const { fetchedBytes } = await other.transfer(await other.releases.choose(graphics));
    expect(fetchedBytes).toBeLessThan(500_000);
    expect(estimate).toEqual({ fetchBytes: fetchedBytes, reusedBytes: 2_100_000 - fetchedBytes, from: '25.3.0' });
  });
});
