import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first of these paths that is there, looked for in the folders above this file: the same in a checkout and built. */
export function findInstalled(...candidates: readonly string[]): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const found = candidates.map((path) => join(folder, path)).find((path) => existsSync(path));
    if (found) return found;
  }
  return null;
}
