import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createAutostartFile } from '#main/adapters/autostart-file.ts';
import { memoryFolder } from '../../../support/companion.ts';

const command = ['/opt/My Apps/Greenroom $1.AppImage', '--in-tray'];

it('is where desktops look for it, and starts the program with its arguments', async () => {
  const home = memoryFolder();
  const file = createAutostartFile(command, {}, home);
  await file.set(true);
  expect(file.path).toBe(join(home, '.config', 'autostart', 'greenroom.desktop'));
  expect(readFileSync(file.path, 'utf8')).toContain('Exec="/opt/My Apps/Greenroom \\\\$1.AppImage" "--in-tray"\n');
  expect(createAutostartFile(command, { XDG_CONFIG_HOME: '/etc/xdg-of-jo' }, home).path).toBe(
    '/etc/xdg-of-jo/autostart/greenroom.desktop',
  );
});

it('is removed again, alone, and there is nothing to do twice', async () => {
  const home = memoryFolder();
  const file = createAutostartFile(command, {}, home);
  await file.set(false);
  expect(existsSync(dirname(file.path))).toBe(false);
  await file.set(true);
  writeFileSync(join(dirname(file.path), 'other.desktop'), '');
  await file.set(true);
  await file.set(false);
  await file.set(false);
  expect(readdirSync(dirname(file.path))).toEqual(['other.desktop']);
});

it('follows the program when it has moved, but not against the settings of the system', async () => {
  const home = memoryFolder();
  const file = createAutostartFile(command, {}, home);
  await createAutostartFile(['/old/place'], {}, home).set(true);
  await file.set(true);
  const text = readFileSync(file.path, 'utf8');
  expect(text).toContain('My Apps');
  const off = text.replace('enabled=true', 'enabled=false');
  writeFileSync(file.path, off);
  await file.set(true);
  expect(readFileSync(file.path, 'utf8')).toBe(off);
});
