import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CarriedFile } from '#shared/models/offline.ts';
import { replaceFile, saveFiles } from '../../../adapters/drives/save-files.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Writes a signed file where it was asked for: into a folder under its own name (never over another file), into the file
 * that was named, or for `-` to standard output. Says where it is; null for standard output.
 */
export async function put(file: CarriedFile, to: string, terminal: Pick<Terminal, 'out'>): Promise<string | null> {
  if (to === '-') {
    terminal.out(file.text);
    return null;
  }
  if (await isFolder(to)) {
    const [name = file.name] = await saveFiles(to, [file]);
    return join(to, name);
  }
  await replaceFile(to, file.text);
  return to;
}

export const isFolder = (path: string) =>
  /[/\\]$/.test(path) ||
  stat(path).then(
    (one) => one.isDirectory(),
    () => false,
  );
