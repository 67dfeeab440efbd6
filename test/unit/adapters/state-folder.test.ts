import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseStateFolder, stateFolders } from '#main/adapters/state-folder.ts';
import { freshFolder } from '../../support/machine.ts';

test('the places of each system, the machine-wide one first', () => {
  expect(stateFolders({}, 'linux', '/home/jo')).toEqual(['/var/lib/greenroom', '/home/jo/.local/state/greenroom']);
  expect(stateFolders({ XDG_STATE_HOME: '/state' }, 'linux', '/home/jo')[1]).toBe('/state/greenroom');
  expect(stateFolders({ XDG_STATE_HOME: 'relative' }, 'linux', '/home/jo')[1]).toBe('/home/jo/.local/state/greenroom');
  expect(stateFolders({}, 'darwin', '/Users/jo')).toEqual([
    '/Library/Application Support/Greenroom',
    '/Users/jo/Library/Application Support/Greenroom',
  ]);
  const windows = stateFolders(
    { ProgramData: 'D:\\Data', LOCALAPPDATA: 'C:\\Users\\Jo\\Local' },
    'win32',
    'C:\\Users\\Jo',
  );
  expect(windows.map((folder) => folder.split(/[\\/]/)[0])).toEqual(['D:', 'C:']);
});

test('one given folder stands for all of them', () => {
  expect(stateFolders({ GREENROOM_STATE: '/tmp/here' })).toEqual(['/tmp/here']);
});

test('the machine-wide folder is used where it exists', async () => {
  const [machineWide, own] = [join(freshFolder(), 'wide'), join(freshFolder(), 'own')];
  expect(await chooseStateFolder([machineWide, own])).toBe(own);
  mkdirSync(machineWide);
  expect(await chooseStateFolder([machineWide, own])).toBe(machineWide);
  expect(await chooseStateFolder([own])).toBe(own);
});
