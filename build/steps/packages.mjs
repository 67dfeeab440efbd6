import { readFileSync } from 'node:fs';
import { at, plainEnvironment } from './places.mjs';
import { run } from './run.mjs';
import { say, seconds } from './say.mjs';

/** Runs `npm ci` unless node_modules already holds what package-lock.json names. */
export async function installPackages() {
  if (installed()) return;
  const start = performance.now();
  say('Installing packages (npm ci), a minute or so the first time …');
  const { ok, output } = await run('npm', ['ci'], { quiet: true, env: plainEnvironment() });
  if (!ok) throw new Error(`npm ci failed:\n${output}`);
  say(`Packages installed in ${seconds(start)}.`);
}

/** npm keeps its own list of what it installed; parts for other platforms are not in it. */
function installed() {
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules', '.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (present[path] ? present[path].version === version : optional),
  );
}

/**
 * @param {string[]} parts
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function packagesIn(...parts) {
  try {
    return JSON.parse(readFileSync(at(...parts), 'utf8')).packages;
  } catch {
    return {};
  }
}
