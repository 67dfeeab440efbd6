import { describe as suite, expect, test } from 'vitest';
import { describe, type Said } from '#cloud/publish/guess.ts';
import { text } from '#shared/text/index.ts';

const of = { product: { id: 'graphics', name: 'Graphics' }, version: '25.4.0' };
const guess = (name: string, said?: Said) => describe(name, of, said);

suite('by its name', () => {
  test.each([
    ['graphics-25.4.0-x64.exe', 'installer-windows', 'installer', 'Graphics for Windows', 'windows', 'x64'],
    ['Graphics-25.4.0.msi', 'installer-windows', 'installer', 'Graphics for Windows', 'windows', null],
    ['Graphics 25.4.0 arm64.dmg', 'installer-macos-arm64', 'installer', 'Graphics for macOS (ARM64)', 'macos', 'arm64'],
    ['graphics.pkg', 'installer-macos', 'installer', 'Graphics for macOS', 'macos', null],
    ['graphics_25.4.0_amd64.deb', 'installer-linux', 'installer', 'Graphics for Linux', 'linux', 'x64'],
    ['graphics-25.4.0.x86_64.rpm', 'installer-linux', 'installer', 'Graphics for Linux', 'linux', 'x64'],
    ['Graphics-aarch64.AppImage', 'installer-linux-arm64', 'installer', 'Graphics for Linux (ARM64)', 'linux', 'arm64'],
    ['graphics-v25.4.0.run', 'installer-linux', 'installer', 'Graphics for Linux', 'linux', null],
    ['graphics-installer-windows.zip', 'installer-windows', 'installer', 'Graphics for Windows', 'windows', null],
    ['LED-Wall-add-on-25.4.0.zip', 'led-wall-add-on', 'add-on', 'LED Wall add-on', null, null],
    ['graphics_ndi_addon_win64.exe', 'ndi-addon-win64', 'add-on', 'Ndi Win64 add-on', 'windows', 'x64'],
    ['example-project.zip', 'example-project', 'example-project', 'Example project', null, null],
    ['arctic-studio-example-25.4.0.tar.gz', 'arctic-studio-example', 'example-project', 'Arctic Studio', null, null],
    ['graphics-demo-footage.zip', 'demo-footage', 'demo-files', 'Footage', null, null],
    ['demo.zip', 'demo', 'demo-files', 'Demo files', null, null],
    ['user-guide.pdf', 'user-guide', 'documentation', 'User guide', null, null],
    ['Graphics 25.4.0.pdf', 'documentation', 'documentation', 'Documentation', null, null],
    ['manual.zip', 'manual', 'documentation', 'Manual', null, null],
  ])('%s', (fileName, id, kind, title, platform, arch) => {
    expect(guess(fileName)).toEqual({ id, kind, title, platform, arch, fileName });
  });

  test('a file keeps its id from version to version', () => {
    const next = describe('graphics-26.0.0-beta.1-x64.exe', { ...of, version: '26.0.0-beta.1' });
    expect(next).toMatchObject({ id: 'installer-windows' });
    expect(describe('led-wall-add-on-26.0.zip', { ...of, version: '26.0' })).toMatchObject({ id: 'led-wall-add-on' });
  });
});

suite('what cannot be told', () => {
  test.each(['graphics-25.4.0-windows.zip', 'stuff.zip', 'data.bin', 'README', 'presenter.tar.gz'])('%s', (name) => {
    expect(guess(name)).toEqual({ problem: text.publish.file.kind });
  });

  test('an installer must be for some system', () => {
    expect(guess('setup.zip')).toEqual({ problem: text.publish.file.platform });
    expect(guess('stuff.zip', { kind: 'installer' })).toEqual({ problem: text.publish.file.platform });
  });
});

test('D8: what was said counts more than the name', () => {
  const said = { id: 'all', kind: 'demo-files', title: 'Everything', platform: null, arch: null } as const;
  expect(guess('graphics-x64.exe', said)).toEqual({ ...said, fileName: 'graphics-x64.exe' });
  expect(guess('stuff.zip', { kind: 'demo-files' })).toMatchObject({ id: 'stuff', title: 'Stuff', platform: null });
  expect(guess('stuff.zip', { kind: 'installer', platform: 'linux' })).toMatchObject({ id: 'installer-linux' });
});
