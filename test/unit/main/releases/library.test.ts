import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { codeOf } from '../../../support/apart.ts';
import { seededContent } from '../../../support/content.ts';
import { createPublisher } from '../../../support/publisher.ts';
import { createReleaseMachine } from '../../../support/release-machine.ts';
import { withNewReleaseKey } from '../../../support/released.ts';

const size = 400_000;
const installer = (version: string) => ({ content: seededContent(`installer ${version}`, size) });
const project = (version: string) =>
  ({ id: 'project', kind: 'example-project', content: seededContent(`project ${version}`, size) }) as const;
const ref = (version: string, artifact = 'installer-linux') => ({ product: 'graphics', version, artifact });

/** A machine with these versions in its library, each with installer and example project. */
async function machineWith(...versions: string[]) {
  const publisher = createPublisher();
  for (const version of versions) publisher.publish(version, [installer(version), project(version)]);
  const machine = await createReleaseMachine({ publishers: [publisher] });
  const artifacts = ['installer-linux', 'project'];
  for (const version of versions)
    await machine.transfer(await machine.releases.choose({ product: 'graphics', version, artifacts }));
  const pathOf = async (which: ReturnType<typeof ref>) => {
    const { entries } = await machine.library.list();
    return entries.find((entry) => entry.version === which.version && entry.artifact === which.artifact)?.path ?? '';
  };
  return { ...machine, publisher, pathOf };
}

/** What the library says after a change that somebody else made: it looks anew after two seconds. */
async function anew({ clock, library }: Awaited<ReturnType<typeof machineWith>>) {
  clock.pass(3_000);
  return (await library.list()).entries.map(({ version, artifact }) => `${version} ${artifact}`).toSorted();
}

describe('D7: the library', () => {
  it('says what is here, what is old, how much room it takes, and how much is left', async () => {
    const { library, libraryFolder } = await machineWith('25.3.0', '25.4.0');
    const listed = await library.list();
    expect(listed).toMatchObject({ folder: libraryFolder, usedBytes: 4 * size, oldBytes: 2 * size });
    expect(listed.freeBytes).toBeGreaterThan(0);
    expect(listed.entries.map(({ version, isOld }) => [version, isOld])).toEqual([
      ['25.3.0', true],
      ['25.3.0', true],
      ['25.4.0', false],
      ['25.4.0', false],
    ]);
    expect(listed.entries[0]).toMatchObject({ productName: 'Graphics', kind: 'installer', platform: 'linux', size });
    expect(Math.abs(listed.entries[0]!.verifiedAt - Date.now())).toBeLessThan(60_000);
  });

  it('removes what is asked for with what lies beside it, and the folder with the last file', async () => {
    const { library, libraryFolder, pathOf } = await machineWith('25.4.0');
    const folder = dirname(await pathOf(ref('25.4.0')));
    await library.remove(ref('25.4.0'));
    expect(readdirSync(folder).toSorted()).toEqual([
      'graphics-25.4.0.release-manifest',
      'graphics-stable.release-index',
      'project-25.4.0.run',
      'project-25.4.0.run.chunks',
      'project-25.4.0.run.minisig',
    ]);
    expect((await library.remove(ref('25.4.0', 'project'))).entries).toEqual([]);
    expect(readdirSync(libraryFolder)).toEqual([]);
    expect(await codeOf(library.remove(ref('25.4.0')))).toBe('not-found');
  });

  it('leaves a folder that still holds a part of another download', async () => {
    const { library, pathOf } = await machineWith('25.4.0');
    const folder = dirname(await pathOf(ref('25.4.0')));
    writeFileSync(join(folder, 'demo.zip.part'), 'half');
    await library.remove(ref('25.4.0'));
    await library.remove(ref('25.4.0', 'project'));
    expect(readdirSync(folder)).toContain('demo.zip.part');
    expect(readdirSync(folder)).toContain('graphics-25.4.0.release-manifest');
  });

  it('removes old versions that nobody keeps', async () => {
    const machine = await machineWith('25.2.0', '25.3.0', '25.4.0');
    const { library, around } = machine;
    expect(await library.keep({ ...ref('25.2.0'), isKept: true })).toMatchObject({ oldBytes: 3 * size });
    await library.keep({ ...ref('25.3.0'), isKept: true });
    await library.keep({ ...ref('25.3.0'), isKept: false });
    around.announced.length = 0;
    expect(await library.removeOld()).toEqual({ removed: 3, freedBytes: 3 * size });
    expect(around.announced).toEqual(['library']);
    expect(await anew(machine)).toEqual(['25.2.0 installer-linux', '25.4.0 installer-linux', '25.4.0 project']);
    expect(await library.removeOld()).toEqual({ removed: 0, freedBytes: 0 });
    await library.remove(ref('25.2.0'));
    expect(readFileSync(join(machine.libraryFolder, 'kept.json'), 'utf8')).toContain('"kept": []');
  });

  it('calls nothing old for what another channel offers', async () => {
    const beta = createPublisher({ channel: 'beta' });
    const stable = createPublisher();
    stable.publish('25.4.0', [installer('25.4.0')]);
    beta.publish('26.0.0-beta', [installer('26')], { releasedAt: Date.UTC(2030, 0, 1) });
    const machine = await createReleaseMachine({ publishers: [stable, beta] });
    machine.around.offered = () => [stable.signed(), beta.signed()];
    await machine.transfer(await machine.releases.choose({ product: 'graphics', version: '25.4.0' }));
    expect((await machine.library.list()).entries).toMatchObject([{ version: '25.4.0', isOld: false }]);
  });

  it('counts no file that has another size, and no folder without its manifest', async () => {
    const machine = await machineWith('25.2.0', '25.3.0', '25.4.0');
    appendFileSync(await machine.pathOf(ref('25.4.0')), 'x');
    const other = dirname(await machine.pathOf(ref('25.3.0')));
    rmSync(join(other, 'graphics-25.3.0.release-manifest'));
    const swapped = dirname(await machine.pathOf(ref('25.2.0')));
    writeFileSync(join(swapped, 'graphics-25.2.0.release-manifest'), machine.publisher.manifest('25.4.0'));
    mkdirSync(join(machine.libraryFolder, 'nonsense'));
    machine.publisher.unpublish('25.2.0');
    await machine.releases.list();
    expect(await anew(machine)).toEqual(['25.4.0 project']);
    const [release] = (await machine.releases.list()).products[0]!.releases;
    expect(release!.artifacts.map(({ isHere }) => isHere)).toEqual([false, true]);
  });

  it('mends a manifest that is not what it was, from what was offered last', async () => {
    const machine = await machineWith('25.4.0');
    const path = join(dirname(await machine.pathOf(ref('25.4.0'))), 'graphics-25.4.0.release-manifest');
    writeFileSync(path, 'nothing of the kind');
    expect(await anew(machine)).toEqual(['25.4.0 installer-linux', '25.4.0 project']);
    expect(machine.machineState.openManifest(readFileSync(path, 'utf8'))).toMatchObject({ accepted: true });
  });

  it('is whole again when its cloud has signed with a new key, and the old one is revoked', async () => {
    const machine = await machineWith('25.4.0');
    const { cloud } = machine.publisher;
    const renewed = withNewReleaseKey(cloud);
    await machine.machineState.pin(renewed.trustRootFile);
    expect(await anew(machine)).toEqual([]);
    Object.assign(cloud, { release: renewed.release });
    await machine.releases.list();
    expect(await anew(machine)).toEqual(['25.4.0 installer-linux', '25.4.0 project']);
    const text = readFileSync(join(dirname(await machine.pathOf(ref('25.4.0'))), 'graphics-25.4.0.release-manifest'));
    expect(machine.machineState.openManifest(text.toString())).toMatchObject({ accepted: true });
  });
});

describe('D7: opening what is in the library', () => {
  it('reveals and installs what is whole', async () => {
    const { library, opened, pathOf } = await machineWith('25.4.0');
    const path = await pathOf(ref('25.4.0'));
    expect(await library.reveal(ref('25.4.0'))).toEqual({ path });
    expect(await library.install(ref('25.4.0'))).toEqual({ path });
    expect(opened).toEqual([`folder of ${path}`, path]);
  });

  it('never opens a file with one other byte, and downloads nothing but what is damaged', async () => {
    const machine = await machineWith('25.4.0');
    const path = await machine.pathOf(ref('25.4.0'));
    const bytes = readFileSync(path);
    bytes[size - 1]! ^= 1;
    writeFileSync(path, bytes);
    await expect(machine.library.install(ref('25.4.0'))).rejects.toMatchObject({
      code: 'file-damaged',
      details: { path },
    });
    expect(machine.opened).toEqual([]);
    const { fetchedBytes } = await machine.transfer(
      await machine.releases.choose({ product: 'graphics', version: '25.4.0' }),
    );
    expect(fetchedBytes).toBeLessThan(size);
    expect(await machine.library.install(ref('25.4.0'))).toEqual({ path });
  });

  it('opens nothing whose chunk list is not the signed one, nothing cut off, nothing that is gone', async () => {
    const { library, opened, pathOf } = await machineWith('25.4.0');
    truncateSync(`${await pathOf(ref('25.4.0'))}.chunks`, 0);
    expect(await codeOf(library.install(ref('25.4.0')))).toBe('file-damaged');
    truncateSync(await pathOf(ref('25.4.0', 'project')), 10);
    expect(await codeOf(library.install(ref('25.4.0', 'project')))).toBe('file-damaged');
    expect(await codeOf(library.reveal(ref('26.0.0')))).toBe('not-found');
    expect(opened).toEqual([]);
  });

  it('opens nothing that was taken back', async () => {
    const { library, releases, publisher, opened } = await machineWith('25.4.0');
    publisher.yank('25.4.0', 'Loses key signal.');
    await releases.list();
    await expect(library.install(ref('25.4.0'))).rejects.toMatchObject({
      code: 'release-yanked',
      details: { version: '25.4.0', reason: 'Loses key signal.' },
    });
    expect(opened).toEqual([]);
  });
});

describe('D7: a download on its way', () => {
  it('leaves nothing when it is given up, and nothing of others is touched', async () => {
    const publisher = createPublisher();
    publisher.publish('25.4.0', [installer('25.4.0'), project('25.4.0')]);
    const machine = await createReleaseMachine({ publishers: [publisher] });
    const [order] = await machine.releases.choose({ product: 'graphics', version: '25.4.0' });
    const { task, stamped } = await machine.prepare(order!);
    writeFileSync(`${task.path}.part`, 'half');
    await machine.desk.discard(stamped);
    expect(readdirSync(machine.libraryFolder)).toEqual([]);
    await machine.transfer(
      await machine.releases.choose({ product: 'graphics', version: '25.4.0', artifacts: ['project'] }),
    );
    await machine.desk.discard(stamped);
    expect(existsSync(machine.libraryFolder) && (await machine.library.list()).entries).toHaveLength(1);
  });

  it('is done also where the signature for minisign cannot be had', async () => {
    const publisher = createPublisher();
    publisher.publish('25.4.0', [installer('25.4.0')]);
    const machine = await createReleaseMachine({ publishers: [publisher] });
    const { task, stamped } = await machine.prepare(
      (await machine.releases.choose({ product: 'graphics', version: '25.4.0' }))[0]!,
    );
    writeFileSync(task.path, publisher.file('25.4.0', 'installer-linux').content.read(0, size));
    machine.around.trouble = new Failure('cloud-unreachable', { url: 'https://cloud.example' });
    expect(await machine.desk.complete(stamped, task)).toBe(task.path);
    expect((await machine.library.list()).entries).toHaveLength(1);
    expect(machine.logged.join()).toContain('minisign');
  });

  it('has its names checked: a release whose files cannot lie beside each other everywhere is refused', async () => {
    const publisher = createPublisher();
    const twice = (id: string, fileName: string) => ({ id, fileName, content: seededContent(id, 1_000) });
    publisher.publish('25.4.0', [twice('a', 'Setup.run'), twice('b', 'setup.RUN')]);
    publisher.publish('25.5.0', [twice('a', 'setup.run'), twice('b', 'setup.run.chunks')]);
    publisher.publish('25.6.0', [twice('a', 'graphics-25.6.0.release-manifest')]);
    const { releases, prepare } = await createReleaseMachine({ publishers: [publisher] });
    for (const version of ['25.4.0', '25.5.0', '25.6.0']) {
      const [order] = await releases.choose({ product: 'graphics', version, artifacts: ['a'] });
      expect(await codeOf(prepare(order!))).toBe('answer-refused');
    }
  });
});
