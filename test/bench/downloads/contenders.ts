import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { bundleForNode } from '../../../build/bundle/node-bundle.ts';
import { at } from '../../../build/steps/places.mjs';
import type { Material } from './material.ts';

/** What a download took; `seconds`: from the start of its first process to the end of its last. */
export interface Took {
  seconds: number;
  cpuSeconds?: number;
  peakMebibytes?: number;
}

export type Contender = (url: string, material: Material, folder: string) => Promise<Took>;

/** Bundles our side as the apps are. */
export const bundleOurs = () =>
  bundleForNode({
    entry: 'test/bench/downloads/ours.ts',
    to: 'bench/ours.js',
    beside: ['main/adapters/part-file/hash-worker.ts'],
  });

export const ours: Contender = (url, material, folder) => fetchAsWeDo(url, material, folder, []);
/** With all the code of the companion in memory, as in its own process. */
export const oursWhole: Contender = (url, material, folder) => fetchAsWeDo(url, material, folder, ['--whole']);

const fetchAsWeDo = (url: string, { name, list }: Material, folder: string, more: string[]) =>
  timed(`${folder}/${name}`, async (path) =>
    JSON.parse(await run([process.execPath, at('dist', 'bench', 'ours.js'), `${url}/${name}`, list, path, ...more])),
  );

export const curl: Contender = (url, { name, sha256 }, folder) =>
  timed(`${folder}/${name}`, async (path) => {
    await run(['curl', '--silent', '--fail', '--output', path, `${url}/${name}`]);
    const said = await run(['sha256sum', path]);
    if (!said.startsWith(sha256)) throw new Error('curl brought another file');
    return {};
  });

/** As quick as it can be made: eight connections also for small files, and no space set aside beforehand. */
const quick = ['-x8', '-s8', '-k1M', '--file-allocation=none', '--quiet'];

export const aria2c: Contender = (url, material, folder) => aria(url, material, folder, []);
export const aria2cVerified: Contender = (url, material, folder) =>
  aria(url, material, folder, [`--checksum=sha-256=${material.sha256}`]);

const aria = (url: string, { name }: Material, folder: string, more: string[]) =>
  timed(`${folder}/${name}`, async () => {
    await run(['aria2c', ...quick, ...more, `--dir=${folder}`, `--out=${name}`, `${url}/${name}`]);
    return {};
  });

async function timed(path: string, download: (path: string) => Promise<Omit<Took, 'seconds'>>): Promise<Took> {
  const start = performance.now();
  const took = await download(path);
  const seconds = (performance.now() - start) / 1_000;
  rmSync(path);
  return { ...took, seconds };
}

function run([program = '', ...parameters]: string[]): Promise<string> {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`${program} ended with ${code}`))));
  });
}
