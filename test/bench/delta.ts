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
  versions: readonly [string, string];
  packages: readonly [RealPackage, RealPackage];
}

const npm = (name: string, older: string, newer: string): Pair => ({
  name: `${name} (npm)`,
  versions: [older, newer],
  packages: [npmPackage(name, older), npmPackage(name, newer)],
});

/** The two versions that a Debian mirror has of a package between a security update and the next point release. */
function debian(name: string): Pair[] {
  const [newer, older] = debianVersions(name).toSorted(byVersion).toReversed();
  if (!newer || !older) return [];
  const packages = [debianPackage(name, older), debianPackage(name, newer)] as const;
  return [{ name: `${name} (Debian)`, versions: [older, newer], packages }];
}

const byVersion = new Intl.Collator('en', { numeric: true }).compare;

const pairs = [
  npm('typescript', '5.9.2', '5.9.3'),
  npm('@tabler/icons', '3.50.0', '3.51.0'),
  ...debian('libnode108'),
  ...debian('libcurl4'),
];

const rows: string[] = [];
for (const pair of pairs) {
  const [older, newer] = pair.packages.map((fetch) => fetch());
  const versions = pair.versions.join(' to ');
  if (older && newer) rows.push(await measure(pair.name, versions, older, newer));
  else console.log(`      ${pair.name} ${versions}: skipped, it cannot be fetched here`);
}
if (rows.length > 0)
  writeResults('A newer version, on real packages', [
    'Each package unpacked to one tar file, chunked by the publisher (FastCDC, 16/64/256 KiB), downloaded by the real engine from a',
    `server on loopback with the older file as the seed, SHA-256 of the result compared. \`npm run bench -- delta\`, ${cpus().length} cores.`,
    '',
    '| package | versions | size | chunks | fetched | taken from the older one |',
    '|---|---|--:|--:|--:|--:|',
    ...rows,
    '',
    'A program that was compiled anew has its addresses moved everywhere; an archive in which files were added or edited costs about what was touched.',
  ]);

async function measure(name: string, versions: string, older: string, newer: string): Promise<string> {
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
    printFigure(`${name} ${versions}`, `${percent(fetched)} fetched`, 'the right file', isRight);
    const cells = [
      name,
      versions,
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
