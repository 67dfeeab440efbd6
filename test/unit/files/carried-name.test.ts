import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { carriedName } from '#shared/files/carried-name.ts';
import { kinds } from '#shared/files/kinds.ts';
import { noon } from '../../support/signed-files.ts';

const name = (machine: string) => carriedName(machine, noon, '.license');

test('the machine, the date, the extension', () => {
  expect(name('RENDER-03')).toBe('RENDER-03-2027-01-01.license');
  expect(carriedName('RENDER-03', noon, 'license-request')).toBe('RENDER-03-2027-01-01.license-request');
});

test.each([
  ['Grafikk Øst / 2', 'Grafikk-st-2'],
  ['Çağrı’s Mac', 'Cagr-s-Mac'],
  ['render.studio.local', 'render.studio.local'],
  ['..\\..\\boot', 'boot'],
  ['.hidden.', 'hidden'],
  ['日本', 'machine'],
  ['', 'machine'],
  ['---', 'machine'],
  ['con', 'machine-con'],
  ['NUL.render', 'machine-NUL.render'],
  ['LPT1', 'machine-LPT1'],
  ['COM¹', 'machine-COM1'],
  ['console', 'console'],
  ['a:b*c?d"e<f>g|h', 'a-b-c-d-e-f-g-h'],
])('%s becomes %s', (machine, plain) => {
  expect(name(machine)).toBe(`${plain}-2027-01-01.license`);
});

test('whatever a machine is called, its files can lie on any stick', () => {
  const extensions = Object.values(kinds).map(({ extension }) => extension);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...extensions), (machine, extension) => {
      const made = carriedName(machine, noon, extension);
      expect(made).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
      expect(made.length).toBeLessThanOrEqual(100);
      expect(made.endsWith(`-2027-01-01${extension}`)).toBe(true);
      expect(made).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
    }),
    { numRuns: 500 },
  );
});
