import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build/steps/places.mjs';

const kept = join(root, 'node_modules/.cache/real-packages');

/** One archive, unpacked to a tar file; null where it cannot be had. */
export type RealPackage = () => string | null;

/** As the npm registry has it. */
export const npmPackage =
  (name: string, version: string): RealPackage =>
  () =>
    archive(`${name.replace(/^@/, '').replace('/', '-')}-${version}`, (folder) => {
      run('npm', ['pack', '--silent', '--pack-destination', folder, `${name}@${version}`], folder);
      return ['gunzip', ['-c', only(folder, '*.tgz')]];
    });

/** As Debian has it; only the versions that its mirrors offer today. */
export const debianPackage =
  (name: string, version: string): RealPackage =>
  () =>
    archive(`${name}-${version}`, (folder) => {
      run('apt-get', ['download', '-q', `${name}=${version}`], folder);
      return ['dpkg-deb', ['--fsys-tarfile', only(folder, '*.deb')]];
    });

/** The versions of a Debian package that can be had, the newest first. */
export function debianVersions(name: string): string[] {
  try {
    return run('apt-cache', ['madison', name])
      .split('\n')
      .flatMap((line) => line.split('|')[1]?.trim() || []);
  } catch {
    return [];
  }
}

function archive(name: string, fetch: (folder: string) => [string, string[]]): string | null {
  const tar = join(kept, `${name.replaceAll(/[^\w.+~-]/g, '_')}.tar`);
  if (existsSync(tar)) return tar;
  const folder = `${tar}.fetching`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const [command, parameters] = fetch(folder);
    const unpacked = join(folder, 'unpacked.tar');
    run('sh', ['-c', '"$@" > "$0"', unpacked, command, ...parameters], folder);
    renameSync(unpacked, tar);
    return tar;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const run = (command: string, parameters: string[], cwd?: string) =>
  execFileSync(command, parameters, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

const only = (folder: string, pattern: string): string => join(folder, globSync(pattern, { cwd: folder })[0] ?? '');
