import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startBadServer } from '../support/bad-server/start-bad-server.ts';
import type { Chunked } from '../support/chunked.ts';
import { type Content, joined, partOf, seededContent, writeContent } from '../support/content.ts';
import { createRun } from '../support/downloading/create-run.ts';
import { foundAt, runDownload } from '../support/downloading/run-download.ts';
import { freshFolder } from '../support/machine.ts';
import { figure, report } from '../support/promise.ts';
import { published } from '../support/published.ts';
import { seededRandom } from '../support/random.ts';

const size = figure(40, 500) * 1_000_000;
const share = 0.03;
/** Real releases change in places: files of an archive, functions of a program. */
const clusters = figure(6, 40);

const older = seededContent('R11, 25.3.0', size);
const newer = changedInClusters(older);
const chunks = {} as { older: Chunked; newer: Chunked };
const right = newer.read(0, newer.size);

beforeAll(
  async () => {
    chunks.older = await published(older);
    chunks.newer = await published(newer);
  },
  figure(20_000, 120_000),
);

/** A third of the clusters is replaced, a third inserted, a third deleted. */
function changedInClusters(content: Content): Content {
  const random = seededRandom(11);
  const length = Math.floor((content.size * share) / clusters);
  const apart = Math.floor(content.size / clusters);
  return joined(
    ...Array.from({ length: clusters }, (_, cluster) => {
      const at = cluster * apart + Math.floor(random() * (apart - length));
      const end = cluster === clusters - 1 ? content.size : (cluster + 1) * apart;
      const fresh = seededContent(`R11, cluster ${cluster}`, length);
      const before = partOf(content, cluster * apart, at);
      if (cluster % 3 === 0) return joined(before, fresh, partOf(content, at + length, end));
      if (cluster % 3 === 1) return joined(before, fresh, partOf(content, at, end));
      return joined(before, partOf(content, at + length, end));
    }),
  );
}

/** Downloads the newer version onto a machine that has the older one here. */
async function update(oldFile: string, folder: string) {
  const server = await startBadServer();
  onTestFinished(() => server.stop());
  const url = server.put('/installer.bin', newer);
  const file = join(folder, 'installer.bin');
  const seed = { path: oldFile, version: '25.3.0', chunks: async () => chunks.older.list };
  const outcome = await runDownload(createRun(), {
    path: file,
    chunks: chunks.newer,
    link: async () => url,
    seeds: [seed],
  });
  expect(outcome.failure).toBeNull();
  expect(foundAt(file, right)).toBe('the file');
  return { outcome, fetched: server.handedOut() };
}

test.each([
  ['the library', 'library/graphics/25.3.0'],
  ['a stick', 'STICK/graphics-25.3.0'],
])(
  'R11 a newer version with three in a hundred bytes changed: at most six in a hundred are fetched, the rest comes from %s',
  { timeout: figure(30_000, 300_000) },
  async (name, where) => {
    const folder = freshFolder();
    const old = join(folder, where);
    mkdirSync(old, { recursive: true });
    writeContent(join(old, 'installer.bin'), older);
    const { outcome, fetched } = await update(join(old, 'installer.bin'), folder);
    report(
      `R11 (${name}): ${(100 * share).toFixed(0)} % changed in ${clusters} places, ${((100 * fetched) / newer.size).toFixed(2)} % of ${newer.size} bytes fetched`,
    );
    expect(fetched).toBeLessThanOrEqual(0.06 * newer.size);
    expect(outcome.progress?.fetchedBytes).toBe(fetched);
    expect(outcome.progress?.reusedBytes).toBe(newer.size - fetched);
    expect(outcome.notes).toContainEqual({ code: 'built-from', version: '25.3.0', bytes: newer.size - fetched });
  },
);

test('R11 an older file that is not what it was: each chunk is checked before it is believed', {
  timeout: figure(30_000, 300_000),
}, async () => {
  const folder = freshFolder();
  const damaged = joined(
    partOf(older, 0, size / 2),
    seededContent('R11, damage', 200_000),
    partOf(older, size / 2 + 200_000),
  );
  writeContent(join(folder, 'old.bin'), damaged);
  const { fetched } = await update(join(folder, 'old.bin'), folder);
  expect(fetched).toBeGreaterThan(0.03 * newer.size * 0.6);
  expect(fetched).toBeLessThanOrEqual(0.06 * newer.size + 1_000_000);
});
