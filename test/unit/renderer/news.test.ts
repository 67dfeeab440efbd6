import { expect, it } from 'vitest';
import type { ReleaseHere, Shelf } from '#shared/models/release.ts';
import { documentsOf } from '../../../renderer/state/documents.ts';
import { examplesOf, newsOf } from '../../../renderer/state/news.ts';
import { shelfOfPortal } from '../../../renderer/state/shelf.ts';
import { pictureReleases } from '../../support/fake-api/releases-data.ts';

const shelf = (change: (release: ReleaseHere) => ReleaseHere = (release) => release): Pick<Shelf, 'products'> => ({
  products: shelfOfPortal(pictureReleases(), 0).products.map((each) => ({
    ...each,
    releases: each.releases.map(change),
  })),
});
const withHere = (version: string, ...ids: string[]) =>
  shelf((release) => ({
    ...release,
    artifacts: release.artifacts.map((artifact) => ({
      ...artifact,
      isHere: release.version === version && ids.includes(artifact.id),
    })),
  }));

it('O1: tells the newest release of each product with its headline and its installer for this machine', () => {
  const news = newsOf(shelf(), 'linux');
  expect(news.map(({ product, release, headline }) => [product.name, release.version, headline])).toEqual([
    ['Graphics', '25.4.1', 'Two engines share one take list'],
    ['Tracking', '12.2.0', 'Lens files travel with the camera'],
    ['Director', '8.1.0', 'Rundowns with chapters'],
  ]);
  expect(news[0]?.offer?.artifact.id).toBe('installer-linux');
});

it('O1: does not tell of what was taken back', () => {
  const yanked = shelf((release) =>
    release.version === '25.4.1' ? { ...release, yanked: 'It loses keys.' } : release,
  );
  expect(newsOf(yanked, 'linux')[0]?.release.version).not.toBe('25.4.1');
  const all = shelf((release) => ({ ...release, yanked: 'All of it.' }));
  expect(newsOf(all, 'linux')).toEqual([]);
  expect(examplesOf(all, 'linux')).toEqual([]);
});

it('O1: knows when another version is here, so that less may have to be fetched', () => {
  const hasBase = (from: Pick<Shelf, 'products'>) => newsOf(from, 'linux')[0]?.offer?.hasBase;
  expect(hasBase(withHere('25.4.0', 'installer-linux'))).toBe(true);
  expect(hasBase(withHere('25.4.0', 'user-guide'))).toBe(false);
});

it('O1: shows the example projects of the newest releases', () => {
  expect(examplesOf(shelf(), 'linux').map(({ artifact }) => artifact.title)).toEqual([
    'Arctic Studio',
    'Election Night',
  ]);
});

it('O2: lists documents by product: of the newest version, and what is here of older ones', () => {
  const [graphics, director] = documentsOf(withHere('25.3.2', 'user-guide'));
  expect(graphics?.first.map(({ release }) => release.version)).toEqual(['25.4.1', '25.3.2']);
  expect(graphics?.older.map(({ release }) => release.version)).toEqual(['25.4.0', '25.3.1', '25.3.0', '25.2.4']);
  expect(director?.product).toBe('Director');
});

it('O2: finds documents by product, title and version, among the older ones too', () => {
  const find = (query: string) =>
    documentsOf(shelf(), query).flatMap(({ first, older }) => {
      expect(older).toEqual([]);
      return first.map(({ product, release }) => `${product.name} ${release.version}`);
    });
  expect(find('guide 25.3.1')).toEqual(['Graphics 25.3.1']);
  expect(find('DIRECTOR manual')).toEqual(['Director 8.1.0']);
  expect(find('violin')).toEqual([]);
});

it('O2: does not offer a document that was taken back, and shows it where it is here', () => {
  const yank = (from: Pick<Shelf, 'products'>) => ({
    products: from.products.map((each) => ({
      ...each,
      releases: each.releases.map((release) => ({ ...release, yanked: 'All of it.' })),
    })),
  });
  expect(documentsOf(yank(shelf()))).toEqual([]);
  const kept = documentsOf(yank(withHere('25.4.0', 'user-guide')));
  expect(kept.flatMap(({ first }) => first.map(({ release }) => release.version))).toEqual(['25.4.0']);
});
