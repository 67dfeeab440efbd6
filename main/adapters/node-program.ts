import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A Node 24 to start programs of ours with: this process itself, or in Electron the one among the checkout's packages. */
export function nodeProgram(): string {
  if (!process.versions['electron']) return process.execPath;
  const name = join('node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return join(folder, name);
  }
  return 'node';
}
