import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '#shared/models/settings.ts';
import { createSettingsFile } from '#main/adapters/settings-file.ts';
import { settingsFolder } from '#main/adapters/settings-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenroom-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps settings in one private file', () => {
  const file = createSettingsFile(folder);
  expect(file.read()).toEqual({ state: 'absent' });
  file.write({ ...defaultSettings, theme: 'light' });
  expect(createSettingsFile(folder).read()).toEqual({ state: 'read', value: { ...defaultSettings, theme: 'light' } });
  expect(statSync(file.file).mode & 0o777).toBe(0o600);
});

it('tells a damaged file from none, and puts it aside whole', () => {
  const file = createSettingsFile(folder);
  writeFileSync(file.file, '{"theme": "li');
  expect(file.read()).toEqual({ state: 'damaged' });
  const aside = file.keepAside();
  expect(readFileSync(aside, 'utf8')).toBe('{"theme": "li');
  expect(file.read()).toEqual({ state: 'absent' });
});

it('says so when it cannot be written', () => {
  writeFileSync(join(folder, 'file'), '');
  const file = createSettingsFile(join(folder, 'file', 'deeper'));
  expect(() => file.write(defaultSettings)).toThrow('state-not-writable');
});

it('lies where each system keeps settings', () => {
  expect(settingsFolder({}, 'linux', '/home/jo')).toBe('/home/jo/.config/greenroom');
  expect(settingsFolder({ XDG_CONFIG_HOME: '/cfg' }, 'linux', '/home/jo')).toBe('/cfg/greenroom');
  expect(settingsFolder({}, 'darwin', '/Users/jo')).toBe('/Users/jo/Library/Application Support/greenroom');
  expect(settingsFolder({ GREENROOM_CONFIG: '/here' }, 'win32', 'C:\\')).toBe('/here');
});
