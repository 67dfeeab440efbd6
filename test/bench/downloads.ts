import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { median, printFigure } from '../support/figures.ts';
import { writeResults } from '../support/results.ts';
import {
  aria2c,
  aria2cVerified,
  bundleOurs,
  type Contender,
  curl,
  ours,
  oursWhole,
  type Took,
} from './downloads/contenders.ts';
import { measureClients } from './downloads/clients.ts';
import { benchFolder, place } from './downloads/folder.ts';
import { startLine } from './downloads/line.ts';
import { machineLine } from './downloads/machine.ts';
import { makeMaterial, type Material, mebibyte } from './downloads/material.ts';
import { cpuSecondsOf, startNginx } from './downloads/nginx.ts';

/*
 * Downloads side by side: nginx on loopback serves; curl with sha256sum, aria2c and we fetch the same file in turn. Ours is the real
 * path, bundled as the apps are. `GREENROOM_BENCH_ROUNDS`: how often each (3).
 */
const rounds = Number(process.env['GREENROOM_BENCH_ROUNDS'] ?? 3);
const perConnection = 16 * mebibyte;

const missing = ['nginx', 'curl', 'aria2c', 'sha256sum'].filter((name) => spawnSync('which', [name]).status !== 0);
if (missing.length > 0) {
  console.log(`      skipped: ${missing.join(', ')} cannot be found (Debian: apt-get install nginx-light curl aria2)`);
  process.exit(0);
}

const machine = machineLine();
using folder = benchFolder();
const rows: string[] = [];
const notes: string[] = [];
mkdirSync(folder.at('to'));
await bundleOurs();
const nginx = await startNginx(folder.path, folder.path);
try {
  const material = makeMaterial(folder.path, '2-gib', 2_048 * mebibyte);
  await full(material);
  await limited(material);
  await clients(material);
  await memory();
} finally {
  await nginx.stop();
}
writeResults('Downloads', [
  `${machine}; \`npm run bench -- downloads\`, each ${rounds} times in turn, medians. All files lie in ${place}, also those of`,
  'the others; nothing is encrypted. Everything shares the cores: server, client, hashing.',
  '',
  '| what | measured | level |',
  '|---|---|---|',
  ...rows,
  '',
  ...notes,
]);

/** Runs all in turn, so that what else the machine does hits them alike. */
async function inTurn(url: string, material: Material, contenders: Record<string, Contender>) {
  const took: Record<string, Took[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, contender] of Object.entries(contenders)) {
      (took[name] ??= []).push(await contender(url, material, folder.at('to')));
    }
  }
  const seconds = (name: string) => median((took[name] ?? []).map((each) => each.seconds));
  return { seconds, took: (name: string) => took[name] ?? [] };
}

async function full(material: Material): Promise<void> {
  const before = cpuSecondsOf(nginx.pid);
  const { seconds, took } = await inTurn(nginx.url, material, { curl, aria2cVerified, ours });
  const served = (cpuSecondsOf(nginx.pid) - before) / (3 * rounds);
  ratio('2 GiB, verified, against curl + sha256sum', seconds('ours'), seconds('curl'), 0.6);
  ratio('2 GiB, verified, against aria2c -x8 --checksum', seconds('ours'), seconds('aria2cVerified'), 0.8);
  const own = median(took('ours').map(({ cpuSeconds = NaN }) => cpuSeconds));
  const speed = (material.size / mebibyte / seconds('ours')).toFixed(0);
  note(
    `2 GiB take us ${two(seconds('ours'))} s (${speed} MiB/s), curl and sha256sum ${two(seconds('curl'))} s, aria2c ${two(seconds('aria2cVerified'))} s.`,
    `We use ${two(own)} s of processor time, nginx ${two(served)} s: the cores are the limit, not the line. What is left of ours is reading`,
    'from the socket, one copy into shared memory, SHA-256 and writing; each byte is hashed once, while the next ones come.',
  );
}

async function limited(material: Material): Promise<void> {
  const url = nginx.slowUrl;
  const nginxLimit = await inTurn(url, material, { aria2c, ours });
  ratio(
    '16 MiB/s per request (nginx limit_rate), aria2c -x8',
    nginxLimit.seconds('ours'),
    nginxLimit.seconds('aria2c'),
    1.1,
  );
  const line = await startLine(Number(new URL(nginx.url).port), perConnection);
  const evenly = await inTurn(line.url, material, { aria2c, ours });
  line.stop();
  ratio('16 MiB/s per connection (a line of ours), aria2c -x8', evenly.seconds('ours'), evenly.seconds('aria2c'), 1.1);
  note(
    "nginx's limit_rate begins anew with every request and lets the first second's worth through at once, which favours us: we ask for",
    'ranges, aria2c for an eighth of the file each. The second figure is over a line that limits connections, evenly. aria2c begins with',
    'eight connections; we begin with four, have eight within a second, and compare now and then whether fewer would do.',
  );
}

async function clients(material: Material): Promise<void> {
  const { ours, plain, got } = await measureClients(`${nginx.url}/${material.name}`, rounds);
  const against = (other: typeof got) =>
    `${two(got.cpuSeconds / other.cpuSeconds)}x processor time, ${two(got.seconds / other.seconds)}x wall`;
  rows.push(row('got streams against our adapter over node:http', against(ours), 'over 1.2x: node:http'));
  note(
    `Why the range path is node:http: for the same ranges got takes ${against(ours)}, against node:http as it comes ${against(plain)}.`,
    'What makes the difference: our adapter has a connection read into one buffer, and gives the memory of used blocks back at once,',
    `which got has no way to. Resident at the peak: ours ${ours.peakMebibytes.toFixed(0)} MiB, node:http as it comes ${plain.peakMebibytes.toFixed(0)} MiB, got ${got.peakMebibytes.toFixed(0)} MiB: with got, 150 MiB would be out of reach.`,
  );
}

async function memory(): Promise<void> {
  const peaks: number[] = [];
  for (const gibibytes of [1, 4]) {
    const material = makeMaterial(folder.path, `${gibibytes}-gib`, gibibytes * 1_024 * mebibyte);
    const { peakMebibytes = NaN } = await oursWhole(nginx.url, material, folder.at('to'));
    peaks.push(peakMebibytes);
  }
  const [one = NaN, four = NaN] = peaks;
  note(
    'Memory is the peak (VmHWM) of a process with all the code of the companion loaded, under Node; 54 MiB of it are the pages of the',
    'Node program itself. Below Electron the main process is larger by what Electron is.',
  );
  figure('memory while downloading 4 GiB, whole process', `${four.toFixed(0)} MiB`, '<= 150 MiB', four <= 150);
  figure(
    'the same for 1 GiB: flat in file size',
    `${one.toFixed(0)} MiB`,
    '4 GiB no more than 10 % above',
    four <= one * 1.1,
  );
}

function ratio(what: string, mine: number, theirs: number, level: number): void {
  figure(what, `${two(mine / theirs)}x`, `<= ${level}x`, mine / theirs <= level);
}

function figure(what: string, measured: string, level: string, isReached: boolean): void {
  printFigure(what, measured, level, isReached);
  rows.push(row(what, `${measured}${isReached ? '' : ' (missed)'}`, level));
}

function note(...lines: string[]): void {
  for (const line of lines) console.log(`      ${line}`);
  notes.push(...lines, '');
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function two(value: number): string {
  return value.toFixed(2);
}
