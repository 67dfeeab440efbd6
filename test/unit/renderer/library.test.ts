import { expect, it } from 'vitest';
import type { LibraryEntry } from '#shared/models/release.ts';
import { firstActOf, oldOf, otherVersionOf, productsOf } from '../../../renderer/state/library.ts';
import { pictureLibrary } from '../../support/fake-api/library-data.ts';

const entries = pictureLibrary();
const find = (version: string, artifact: string): LibraryEntry => {
  const found = entries.find((entry) => entry.version === version && entry.artifact === artifact);
  if (!found) throw new Error(`no ${artifact} of ${version}`);
  return found;
};

it('shows what is here by product and version, the newest first, installers before the rest', () => {
  const [graphics, tracking] = productsOf(entries.toReversed());
  expect(graphics?.name).toBe('Graphics');
  expect(graphics?.versions.map(({ version }) => version)).toEqual(['25.4.0', '25.3.2', '24.9.7']);
  expect(graphics?.versions[0]?.entries.map(({ kind }) => kind)).toEqual([
    'installer',
    'example-project',
    'documentation',
  ]);
  expect(graphics?.size).toBe(9_790_000_000 + 6_210_000_000 + 38_000_000 + 9_610_000_000 + 9_120_000_000);
  expect(tracking?.versions).toHaveLength(1);
});

it('takes 25.10 for newer than 25.9', () => {
  const [product] = productsOf([
    { ...find('25.4.0', 'user-guide'), version: '25.9.0' },
    { ...find('25.4.0', 'user-guide'), version: '25.10.0' },
  ]);
  expect(product?.versions.map(({ version }) => version)).toEqual(['25.10.0', '25.9.0']);
});

it('removes old versions, and never what is kept', () => {
  expect(oldOf({ entries }).map(({ version }) => version)).toEqual(['25.3.2']);
});

it('knows from which version the next one can still be built', () => {
  expect(otherVersionOf(find('25.3.2', 'installer-linux'), { entries })).toBe('25.4.0');
  expect(otherVersionOf(find('25.4.0', 'installer-linux'), { entries })).toBe('25.3.2');
  expect(otherVersionOf(find('25.4.0', 'user-guide'), { entries })).toBeNull();
});

it('installs programs, opens documents, and shows everything else in its folder', () => {
  expect(firstActOf({ kind: 'installer' })).toBe('install');
  expect(firstActOf({ kind: 'add-on' })).toBe('install');
  expect(firstActOf({ kind: 'documentation' })).toBe('open');
  expect(firstActOf({ kind: 'example-project' })).toBe('show');
  expect(firstActOf({ kind: 'demo-files' })).toBe('show');
});
