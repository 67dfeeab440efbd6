import { openSync, readSync, rmSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { startBadServer } from '../support/bad-server/start-bad-server.ts';
import type { Content } from '../support/content.ts';
import { createRun } from '../support/downloading/create-run.ts';
import { runDownload } from '../support/downloading/run-download.ts';
import { sha256OfFile } from '../support/downloading/sha256-of-file.ts';
import { printFigure } from '../support/figures.ts';
import { freshFolder } from '../support/machine.ts';
import { published } from '../support/published.ts';
import { debianPackage, debianVersions, npmPackage, type RealPackage } from '../support/real-packages.ts';
import { writeResults } from '../support/results.ts';

/*
 * What a newer version costs whoever has the older one, on packages that others made: each unpacked to one tar file, cut by
 * the publisher's own chunker, downloaded by the real engine with the older file as the seed.
 */
interface Pair {
  name: string;
  /** What is different, for the table. */
  change: string;
  versions: readonly [string, string];
  packages: readonly [RealPackage, RealPackage];
}

const npm = (name: string, older: string, newer: string, change: string): Pair => ({
  name: `${name} (npm)`,
  change,
  versions: [older, newer],
  packages: [npmPackage(name, older), npmPackage(name, newer)],
});

/** The two versions that a Debian mirror has of a package between a security update and the next point release. */
function debian(name: string): Pair[] {
  const [newer, older] = debianVersions(name).toSorted(byVersion).toReversed();
  if (!newer || !older) return [];
  const packages = [debianPackage(name, older), debianPackage(name, newer)] as const;
  return [
    { name: `${name} (Debian)`, change: 'a library, patched and compiled anew', versions: [older, newer], packages },
  ];
}

const byVersion = new Intl.Collator('en', { numeric: true }).compare;

const pairs = [
  npm('typescript', '5.9.2', '5.9.3', '5 of 132 files, most of each as before'),
  npm('@tabler/icons', '3.50.0', '3.51.0', '70 of 11 544 files, among them three large generated ones, all over'),
  ...debian('libnode108'),
  ...debian('libcurl4'),
];

const rows: string[] = [];
for (const pair of pairs) {
  const [older, newer] = pair.packages.map((fetch) => fetch());
  const versions = pair.versions.join(' to ');
  if (older && newer) rows.push(await measure(pair, older, newer));
  else console.log(`      ${pair.name} ${versions}: skipped, it cannot be fetched here`);
}
if (rows.length > 0)
  writeResults('A newer version, on real packages', [
    'Each package unpacked to one tar file, chunked by the publisher (FastCDC, 16/64/256 KiB), downloaded by the real engine from a',
    `server on loopback with the older file as the seed, SHA-256 of the result compared. \`npm run bench -- delta\`, ${cpus().length} cores.`,
    '',
    '| package | versions | what changed | size | chunks | fetched | taken from the older one |',
    '|---|---|---|--:|--:|--:|--:|',
    ...rows,
    '',
    'What limits us: a chunk is about 64 KiB, so each place that changed costs about two of them, and small changes all over a file cost',
    'most of it. Compiling anew moves addresses all over a library. Text that repeats itself, as thousands of small drawings do, has',
    'fewer places to cut at: its chunks are twice as long. R11 (`test/promises`) has the promise, with changes in clusters.',
  ]);

async function measure({ name, versions, change }: Pair, older: string, newer: string): Promise<string> {
  const [old, content] = [fileContent(older), fileContent(newer)];
  const [oldChunks, chunks] = [await published(old), await published(content)];
  const server = await startBadServer();
  const folder = freshFolder();
  try {
    const url = server.put('/package.tar', content);
    const path = join(folder, 'package.tar');
    const seed = { path: older, version: 'older', chunks: async () => oldChunks.list };
    const { failure } = await runDownload(createRun(), { path, chunks, link: async () => url, seeds: [seed] });
    const isRight = failure === null && (await sha256OfFile(path)) === (await sha256OfFile(newer));
    const fetched = server.handedOut();
    const percent = (bytes: number) => `${((100 * bytes) / content.size).toFixed(1)} %`;
    printFigure(`${name} ${versions.join(' to ')}`, `${percent(fetched)} fetched`, 'the right file', isRight);
    const cells = [
      name,
      versions.join(' to '),
      change,
      megabytes(content.size),
      chunks.list.count,
      `${megabytes(fetched)}, ${percent(fetched)}`,
    ];
    return `| ${[...cells, percent(content.size - fetched)].join(' | ')} |`;
  } finally {
    server.stop();
    rmSync(folder, { recursive: true });
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function fileContent(path: string): Content {
  const file = openSync(path, 'r');
  const { size } = statSync(path);
  return {
    size,
    read(start, end) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(end, size) - start));
      readSync(file, bytes, 0, bytes.length, start);
      return bytes;
    },
  };
}
