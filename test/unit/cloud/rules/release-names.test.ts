import { expect, it } from 'vitest';
import { clashOf } from '#cloud/rules/release-names.ts';

const installer = { id: 'installer', fileName: 'Graphics.exe' };

it.each([
  ['nothing', [], null],
  ['different names', [installer, { id: 'guide', fileName: 'Guide.pdf' }], null],
  ['one id twice', [installer, { id: 'installer', fileName: 'Other.exe' }], 'installer'],
  ['one name twice', [installer, { id: 'other', fileName: 'Graphics.exe' }], 'Graphics.exe'],
  ['names that differ in case only', [installer, { id: 'other', fileName: 'graphics.EXE' }], 'graphics.EXE'],
  ['the chunk list of another', [installer, { id: 'other', fileName: 'Graphics.exe.chunks' }], 'Graphics.exe.chunks'],
  [
    'the signature of one that comes later',
    [
      { id: 'other', fileName: 'A.minisig' },
      { id: 'a', fileName: 'A' },
    ],
    'A',
  ],
  ['a journal', [installer, { id: 'other', fileName: 'Graphics.exe.part.journal' }], 'Graphics.exe.part.journal'],
])('%s', (_what, artifacts, clash) => {
  expect(clashOf(artifacts)).toBe(clash);
});
