import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { at, modernNode } from './places.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** Whether a window can be shown here. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Electron's program, if it is on this machine: the one of ELECTRON_OVERRIDE_DIST_PATH, or the package's own. */
export function findElectron() {
  const program = programOf(at('node_modules', 'electron'));
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? at('node_modules', 'electron', 'dist');
  const path = join(folder, program);
  return existsSync(path) ? path : null;
}

/** The same, after one attempt to fetch it; null with a line that says why there is none. */
export async function fetchElectron() {
  const found = findElectron();
  if (found) return found;
  const from = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/';
  if (!(await answers(from))) {
    say(`Electron is not here and ${new URL(from).host} cannot be reached to fetch it.`);
    return null;
  }
  say('Fetching Electron, about 110 MB, once …');
  const { ok } = await run(modernNode(), [at('node_modules', 'electron', 'install.js')], {
    quiet: true,
    timeout: 600_000,
  });
  if (!ok) say('Electron could not be fetched.');
  return ok ? findElectron() : null;
}

/** Chromium's sandbox cannot be used by root. */
export const electronFlags = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** @param {string} electronPackage */
function programOf(electronPackage) {
  const note = join(electronPackage, 'path.txt');
  if (existsSync(note)) return readFileSync(note, 'utf8');
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * @param {string} url
 * @returns {Promise<boolean>}
 */
function answers(url) {
  return new Promise((resolve) => {
    const call = request(url, { method: 'HEAD', timeout: 2_000 });
    call.on('response', () => resolve(true)).on('error', () => resolve(false));
    call.on('timeout', () => call.destroy(new Error('no answer')));
    call.end();
  });
}
