import { existsSync } from 'node:fs';
import { findElectron } from './electron.mjs';
import { at } from './places.mjs';

/** What some tests are skipped without, and how to tell that it is here. */
const parts = {
  electron: () => findElectron() !== null,
  postgres: () => existsSync('/usr/lib/postgresql'),
  keychain: () => existsSync('/usr/bin/gnome-keyring-daemon') && existsSync(at('node_modules', 'keytar', 'build')),
};

/** Those of GREENROOM_REQUIRE (comma separated; CI names all) that are not here. */
export function missingParts() {
  const required = (process.env.GREENROOM_REQUIRE ?? '').split(',').filter(Boolean);
  return required.filter((name) => !parts[/** @type {keyof typeof parts} */ (name)]?.());
}
