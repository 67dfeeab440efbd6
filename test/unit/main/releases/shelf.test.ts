import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { day } from '#shared/models/time.ts';
import { freshFolder, standingClock } from '../../../support/machine.ts';
import { createPublisher } from '../../../support/publisher.ts';
import { createReleaseMachine, signedIn } from '../../../support/release-machine.ts';
import { testCloud } from '../../../support/signed-files.ts';

const unreachable = new Failure('cloud-unreachable', { url: 'https://cloud.example' });
const versionsOf = ({ products }: { products: { releases: { version: string }[] }[] }) =>
  products.flatMap(({ releases }) => releases.map(({ version }) => version));

function twoReleases() {
  const publisher = createPublisher();
  publisher.publish('25.3.0');
  publisher.publish('25.4.0');
  return publisher;
}

describe('D2: the shelf', () => {
  it('shows what is offered, the newest first, and whose it is', async () => {
    const { releases } = await createReleaseMachine({ publishers: [twoReleases()] });
    expect(await releases.list()).toMatchObject({
      publisher: 'Northlight Cloud',
      isCurrent: true,
      refused: [],
      products: [
        {
          product: { id: 'graphics', name: 'Graphics' },
          freshness: 'fresh',
          releases: [
            { version: '25.4.0', yanked: null, artifacts: [{ id: 'installer-linux', isHere: false }] },
            { version: '25.3.0' },
          ],
        },
      ],
    });
  });

  it('shows what was seen last without a network, after a restart, and signed out; and says since when', async () => {
    const publisher = twoReleases();
    const folder = freshFolder();
    const clock = standingClock();
    const online = await createReleaseMachine({ publishers: [publisher], folder, clock });
    const { asOf } = await online.releases.list();
    clock.pass(day);
    online.around.trouble = unreachable;
    expect(await online.releases.list()).toMatchObject({ isCurrent: false, asOf });
    const restarted = await createReleaseMachine({ folder, clock });
    const shown = await restarted.releases.list();
    expect(shown).toMatchObject({ isCurrent: false, asOf, products: [{ product: { name: 'Graphics' } }] });
    expect(versionsOf(shown)).toEqual(['25.4.0', '25.3.0']);
    expect(restarted.around.asked).toBe(0);
  });

  it('says that it may be old when its index has expired, and refuses nothing for it', async () => {
    const clock = standingClock();
    const machine = await createReleaseMachine({ publishers: [twoReleases()], clock });
    await machine.releases.list();
    clock.pass(31 * day);
    machine.around.trouble = unreachable;
    const shown = await machine.releases.list();
    expect(shown).toMatchObject({ refused: [], products: [{ freshness: 'unknown' }] });
    expect(versionsOf(shown)).toEqual(['25.4.0', '25.3.0']);
  });

  it('refuses one product and goes on with the others; what was seen of it before stays', async () => {
    const graphics = twoReleases();
    const tracking = createPublisher({ product: 'tracking' });
    tracking.publish('1.0.0');
    const machine = await createReleaseMachine({ publishers: [graphics, tracking] });
    const before = graphics.signed();
    await machine.releases.list();
    graphics.publish('25.5.0');
    tracking.publish('1.1.0');
    const forged = createPublisher({ cloud: testCloud('Elsewhere Cloud') });
    forged.publish('99.0.0');
    machine.around.offered = () => [{ ...forged.signed(), product: before.product }, tracking.signed()];
    const shown = await machine.releases.list();
    expect(shown.refused).toMatchObject([
      { product: 'graphics', channel: 'stable', refusal: { code: 'untrusted-key' } },
    ]);
    expect(versionsOf(shown).toSorted()).toEqual(['1.0.0', '1.1.0', '25.3.0', '25.4.0']);
  });

  it('keeps what belongs to one organization from another', async () => {
    const machine = await createReleaseMachine({ publishers: [twoReleases()] });
    await machine.releases.list();
    machine.around.trouble = unreachable;
    machine.around.session = { ...signedIn, current: 'fjord' } as typeof signedIn;
    expect(await machine.releases.list()).toMatchObject({ products: [], asOf: null, isCurrent: false });
  });

  it('forgets a version that was unpublished, and says why one was taken back', async () => {
    const publisher = twoReleases();
    const machine = await createReleaseMachine({ publishers: [publisher] });
    await machine.transfer(await machine.releases.choose({ product: 'graphics', version: '25.3.0' }));
    publisher.yank('25.4.0', 'Loses key signal.');
    expect((await machine.releases.list()).products[0]?.releases).toMatchObject([
      { version: '25.4.0', yanked: 'Loses key signal.' },
      { version: '25.3.0', yanked: null, artifacts: [{ isHere: true }] },
    ]);
    publisher.unpublish('25.3.0');
    expect(versionsOf(await machine.releases.list())).toEqual(['25.4.0']);
    expect((await machine.library.list()).entries).toHaveLength(1);
  });

  it('remembers what it had seen where the file of marks was lost or damaged, before it believes anything new', async () => {
    for (const harm of [(path: string) => rmSync(path), (path: string) => writeFileSync(path, 'nothing of the kind')]) {
      const publisher = twoReleases();
      const old = publisher.signed();
      publisher.publish('25.5.0');
      const folder = freshFolder();
      await (await createReleaseMachine({ publishers: [publisher], folder })).releases.list();
      harm(join(folder, 'release-marks.json'));
      const machine = await createReleaseMachine({ publishers: [publisher], folder });
      machine.around.offered = () => [old];
      const shown = await machine.releases.list();
      expect(shown.refused).toMatchObject([{ refusal: { code: 'superseded' } }]);
      expect(versionsOf(shown)).toEqual(['25.5.0', '25.4.0', '25.3.0']);
    }
  });

  it('knows from a stick of a newer index that a release was taken back, and then refuses the older index of the cloud', async () => {
    const publisher = twoReleases();
    const older = publisher.signed();
    const stick = freshFolder();
    const folder = freshFolder();
    const machine = await createReleaseMachine({ publishers: [publisher], folder, sticks: [stick] });
    await machine.releases.list();
    publisher.yank('25.3.0', 'Loses key signal.');
    const other = await createReleaseMachine({ publishers: [publisher], sticks: [stick] });
    await other.transfer(await other.carrying.saveOrders({ product: 'graphics', version: '25.4.0', drive: stick }));
    machine.around.trouble = unreachable;
    await machine.carrying.addOrders({ drive: stick, folder: 'graphics-25.4.0' });
    expect((await machine.releases.list()).products[0]?.releases).toMatchObject([
      { version: '25.4.0', yanked: null },
      { version: '25.3.0', yanked: 'Loses key signal.' },
    ]);
    machine.around.trouble = null;
    machine.around.offered = () => [older];
    expect((await machine.releases.list()).refused).toMatchObject([{ refusal: { code: 'superseded' } }]);
  });

  it('asks once for many who prepare at the same time, and does not ask again at once where nobody answered', async () => {
    const publisher = twoReleases();
    const machine = await createReleaseMachine({ publishers: [publisher] });
    const orders = await machine.releases.choose({ product: 'graphics', version: '25.4.0' });
    await Promise.all(Array.from({ length: 20 }, () => machine.prepare(orders[0]!)));
    expect(machine.around.asked).toBe(1);
    machine.clock.pass(2 * 60_000);
    machine.around.offered = () => {
      throw unreachable;
    };
    await Promise.all(Array.from({ length: 20 }, () => machine.prepare(orders[0]!)));
    expect(machine.around.asked).toBe(2);
  });

  it('takes nothing it could not verify onto the disk', async () => {
    const machine = await createReleaseMachine({ publishers: [twoReleases()] });
    const forged = createPublisher({ cloud: testCloud('Elsewhere Cloud') });
    forged.publish('99.0.0');
    machine.around.offered = () => [forged.signed()];
    expect(await machine.releases.list()).toMatchObject({ products: [], asOf: null });
    expect(readdirSync(machine.folder)).not.toContain('releases');
  });
});
