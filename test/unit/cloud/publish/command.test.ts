import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filePlatform } from '#cloud/adapters/file-platform.ts';
import { open } from '#shared/files/open.ts';
import { noise } from '../../../support/pieces.ts';
import { headline, studio, three } from '../../../support/publishing.ts';

const hasMinisign = spawnSync('minisign', ['-v']).error === undefined;

describe('D8: publishing into the folder of a cloud', { timeout: 60_000 }, () => {
  test('makes a release visible, with everything beside each file', async () => {
    const { publish, listed, stored } = await studio();
    expect(await publish(three)).toEqual({
      exit: 0,
      said: 'Graphics 25.4.0 is published in stable: 3 files, 1.32 MB.\n',
      complained: '',
    });
    const [release] = await listed();
    expect(release).toMatchObject({
      version: '25.4.0',
      channel: 'stable',
      notes: `${headline}\n\n### Added\n- A thing.\n`,
      minimumVersion: null,
      yanked: null,
      artifacts: [
        { id: 'installer-windows', kind: 'installer', title: 'Graphics for Windows', platform: 'windows', arch: 'x64' },
        { id: 'arctic-studio-example', kind: 'example-project', title: 'Arctic Studio', size: 400_000 },
        { id: 'user-guide', kind: 'documentation', title: 'User guide', platform: null },
      ],
    });
    const beside = three.flatMap((name) => [name, `${name}.chunks`, `${name}.minisig`]);
    expect(await stored()).toEqual([...beside, 'graphics-25.4.0.release-manifest', 'minisign.pub'].toSorted());
  });

  test('what is in the store verifies without the cloud: the manifest, and with minisign each file', async () => {
    const { publish, listed, path, trustRoot } = await studio();
    await publish(three);
    const releases = path('data/releases');
    const manifest = await readFile(join(releases, 'graphics/25.4.0/graphics-25.4.0.release-manifest'), 'utf8');
    const context = { trustRoot: await trustRoot(), product: 'graphics', channel: 'stable' };
    const opened = open(filePlatform, 'release-manifest', manifest, context);
    const [{ yanked: _, ...release } = {}] = await listed();
    expect(opened).toMatchObject({ accepted: true, payload: release });
    for (const folder of hasMinisign ? ['installer-windows', 'arctic-studio-example', 'user-guide'] : []) {
      const [file = ''] = await readdir(join(releases, 'graphics/25.4.0', folder));
      const args = ['-Vm', join(releases, 'graphics/25.4.0', folder, file), '-p', join(releases, 'minisign.pub')];
      const { status, stdout } = spawnSync('minisign', args, { encoding: 'utf8' });
      expect([status, stdout]).toEqual([0, expect.stringContaining(`file:${file}\tgraphics 25.4.0`)]);
    }
  });

  test('once more with the same content it changes nothing; with another it is refused, and nothing is touched', async () => {
    const { publish, listed, path } = await studio();
    await publish(three);
    const before = await listed();
    expect(await publish(three)).toMatchObject({
      exit: 0,
      said: 'Graphics 25.4.0 was published in stable before, with the same content. Nothing was changed.\n',
    });
    const installer = path('data/releases/graphics/25.4.0/installer-windows/graphics-25.4.0-x64.exe');
    const published = await readFile(installer);
    await writeFile(path('graphics-25.4.0-x64.exe'), noise(7, 900_000));
    const otherNotes = path('other.md');
    await writeFile(otherNotes, 'Something else');
    for (const [names, flags] of [
      [three, []],
      [three.slice(1), []],
      [three.slice(1), ['--notes', otherNotes]],
      [three, ['--channel', 'beta']],
    ] as const) {
      const { exit, complained } = await publish([...names], [...flags]);
      expect([exit, complained]).toEqual([4, expect.stringContaining('a version never changes')]);
    }
    expect(await listed()).toEqual(before);
    expect((await readFile(installer)).equals(published)).toBe(true);
  });

  test('one that was unpublished becomes visible again with the same files, never with others', async () => {
    const { publish, listed, cloud } = await studio();
    await publish(three);
    await cloud(['release', 'unpublish', '--product', 'graphics', '--version', '25.4.0']);
    expect(await listed()).toEqual([]);
    expect((await publish(three.slice(1))).exit).toBe(4);
    expect((await publish(three)).said).toContain('is published in stable: 3 files');
    expect((await listed()).length).toBe(1);
  });

  test('channel, minimum version and a description of what names do not say', async () => {
    const { publish, listed, path } = await studio();
    const describes = { 'stuff.zip': { kind: 'add-on', title: 'LED Wall', platform: 'linux', id: 'led-wall' } };
    await writeFile(path('release.json'), JSON.stringify(describes));
    const flags = ['--channel', 'beta', '--minimum-version', '24.0', '--describe', path('release.json')];
    expect((await publish(['stuff.zip'], flags)).said).toContain('is published in beta: one file, 1 kB.');
    expect(await listed()).toMatchObject([
      {
        channel: 'beta',
        minimumVersion: '24.0',
        artifacts: [{ id: 'led-wall', kind: 'add-on', title: 'LED Wall', platform: 'linux', arch: null }],
      },
    ]);
  });

  test('--json answers with the release; a terminal sees how far it is, on its other output', async () => {
    const { cloud, path } = await studio();
    const argv = [
      'publish',
      '--product',
      'graphics',
      '--version',
      '1.0',
      '--notes',
      path('notes.md'),
      path('user-guide.pdf'),
    ];
    const { said, complained } = await cloud([...argv, '--json'], { isTTY: true });
    expect(JSON.parse(said)).toMatchObject({ product: 'graphics', version: '1.0' });
    expect(complained).toContain('Putting user-guide.pdf into the store: 100 % of 20 kB');
    expect(complained.endsWith('\r\u001B[K')).toBe(true);
  });
});
