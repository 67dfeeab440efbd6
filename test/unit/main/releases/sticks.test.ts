import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { seal } from '#shared/files/seal.ts';
import { codeOf } from '../../../support/apart.ts';
import { type CarriedStick, carriedStick, file, indexIn, manifestIn, release } from '../../../support/changed-stick.ts';
import { freshFolder } from '../../../support/machine.ts';
import { createPublisher } from '../../../support/publisher.ts';
import { createReleaseMachine } from '../../../support/release-machine.ts';
import { withNewReleaseKey } from '../../../support/released.ts';
import { platform, testCloud } from '../../../support/signed-files.ts';

let { publisher, good, machineWith } = {} as CarriedStick;

beforeAll(async () => {
  ({ publisher, good, machineWith } = await carriedStick());
});

describe('D6: a machine without a network', () => {
  it('that knows no cloud yet is told so', async () => {
    const machine = await createReleaseMachine({ trustRoot: null, sticks: [good] });
    expect(await machine.carrying.list()).toMatchObject([{ refusal: { code: 'untrusted-key', trusted: null } }]);
    expect(await codeOf(machine.carrying.addOrders({ drive: good, folder: release }))).toBe('no-cloud-yet');
  });

  it('follows its cloud to new keys by the trust roots on the stick, step by step, and keeps them', async () => {
    const first = testCloud();
    const second = withNewReleaseKey(first);
    const third = withNewReleaseKey(second);
    const renewed = createPublisher({ cloud: third });
    renewed.publish('25.4.0');
    const carry = (roots: string) => (folder: string) => {
      writeFileSync(manifestIn(folder), renewed.manifest('25.4.0'));
      writeFileSync(indexIn(folder), renewed.index());
      writeFileSync(join(folder, 'Northlight-Cloud.trust-root'), roots);
    };
    const gap = await machineWith(carry(third.trustRootFile));
    expect(await gap.carrying.list()).toMatchObject([{ refusal: { code: 'untrusted-key' } }]);
    expect(await codeOf(gap.add())).toBe('file-refused');
    expect(gap.machineState.pinned()?.version).toBe(1);

    const whole = await machineWith(carry(`${third.trustRootFile}\n${second.trustRootFile}`));
    expect(await whole.carrying.list()).toMatchObject([{ refusal: null }]);
    await whole.add();
    expect(whole.machineState.pinned()?.version).toBe(3);
    expect(whole.around.announced).toContain('cloud');
    expect((await whole.releases.list()).products).toMatchObject([{ releases: [{ version: '25.4.0' }] }]);
  });

  it('believes no trust root that nobody here vouches for', async () => {
    const stranger = { ...testCloud('Elsewhere Cloud') };
    const self = { ...stranger.trustRoot, cloud: 'northlight-cloud', cloudName: 'Northlight Cloud', version: 2 };
    const forged = createPublisher({ cloud: { ...stranger, trustRoot: self } });
    forged.publish('25.4.0');
    const { carrying, add, machineState } = await machineWith((folder) => {
      writeFileSync(manifestIn(folder), forged.manifest('25.4.0'));
      writeFileSync(indexIn(folder), forged.index());
      writeFileSync(join(folder, 'Northlight-Cloud.trust-root'), seal(platform, 'trust-root', self, [stranger.root]));
    });
    expect(await carrying.list()).toMatchObject([{ refusal: { code: 'untrusted-key' } }]);
    expect(await codeOf(add())).toBe('file-refused');
    expect(machineState.pinned()).toMatchObject({ version: 1 });
  });

  it('takes a release from an older stick, as long as the newest index it has seen still names it', async () => {
    const own = createPublisher();
    own.publish('25.3.0');
    const older = freshFolder();
    const which = (version: string, drive: string) => ({ product: 'graphics', version, drive });
    const first = await createReleaseMachine({ publishers: [own], sticks: [older] });
    await first.transfer(await first.carrying.saveOrders(which('25.3.0', older)));
    own.publish('25.4.0');
    const newer = freshFolder();
    const second = await createReleaseMachine({ publishers: [own], sticks: [newer] });
    await second.transfer(await second.carrying.saveOrders(which('25.4.0', newer)));

    const lonely = await createReleaseMachine({ trustRoot: own.cloud.trustRootFile, sticks: [older, newer] });
    await lonely.transfer(await lonely.carrying.addOrders({ drive: newer, folder: 'graphics-25.4.0' }));
    expect(await lonely.carrying.list()).toMatchObject([
      { version: '25.3.0', refusal: null },
      { version: '25.4.0', refusal: null },
    ]);
    await lonely.transfer(await lonely.carrying.addOrders({ drive: older, folder: 'graphics-25.3.0' }));
    expect((await lonely.library.list()).entries).toMatchObject([
      { version: '25.3.0', isOld: true },
      { version: '25.4.0', isOld: false },
    ]);
  });

  it('goes on where the stick was pulled: the copy that was verified counts', async () => {
    const { prepare, carrying, desk, stick, inLibrary } = await machineWith(() => {});
    const [order] = await carrying.addOrders({ drive: stick, folder: release });
    const { task, stamped } = await prepare(order!);
    writeFileSync(task.path, readFileSync(join(stick, release, file)));
    rmSync(stick, { recursive: true });
    await desk.complete(stamped, task);
    expect(inLibrary()).toContain(`graphics/25.4.0/${release}.release-manifest`);
  });
});

describe('D6: a stick that is written to', () => {
  const which = { product: 'graphics', version: '25.4.0' };

  it('is left alone where a link leads away from it', async () => {
    const stick = freshFolder();
    const outside = freshFolder();
    symlinkSync(outside, join(stick, release));
    const { transfer, carrying } = await createReleaseMachine({ publishers: [publisher], sticks: [stick] });
    const orders = await carrying.saveOrders({ ...which, drive: stick });
    expect(await codeOf(transfer(orders))).toBe('file-not-writable');
    expect(readdirSync(outside)).toEqual([]);
  });

  it('gets no byte through a link under the name of a part', async () => {
    const stick = freshFolder();
    const target = join(freshFolder(), 'target');
    writeFileSync(target, 'untouched');
    mkdirSync(join(stick, release));
    for (const name of [file, `${file}.part`, `${file}.part.journal`, 'READ ME.html', `${file}.chunks`])
      symlinkSync(target, join(stick, release, name));
    const { transfer, carrying } = await createReleaseMachine({ publishers: [publisher], sticks: [stick] });
    await transfer(await carrying.saveOrders({ ...which, drive: stick }));
    expect(readFileSync(target, 'utf8')).toBe('untouched');
  });

  it('must be there, and take something', async () => {
    const { carrying, drives } = await createReleaseMachine({ publishers: [publisher], sticks: [good] });
    expect(await codeOf(carrying.saveOrders({ ...which, drive: '/media/other' }))).toBe('drive-gone');
    drives.plugged[0]!.isWritable = false;
    expect(await codeOf(carrying.saveOrders({ ...which, drive: good }))).toBe('file-not-writable');
  });

  it('is as before when the save is given up', async () => {
    const stick = freshFolder();
    const { prepare, carrying, desk } = await createReleaseMachine({ publishers: [publisher], sticks: [stick] });
    const { task, stamped } = await prepare((await carrying.saveOrders({ ...which, drive: stick }))[0]!);
    writeFileSync(`${task.path}.part`, 'half');
    writeFileSync(`${task.path}.part.journal`, 'half');
    await desk.discard(stamped);
    expect(readdirSync(stick)).toEqual([]);
  });
});
