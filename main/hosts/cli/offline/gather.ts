import { dirname, join, resolve } from 'node:path';
import { misused } from '#shared/arguments/read.ts';
import { text } from '#shared/text/index.ts';
import { readNamedFile, readPlace } from '../../../adapters/drives/read-place.ts';
import type { Terminal } from '../terminal.ts';
import { isFolder } from './put.ts';

const words = text.cli.offline;

/** A file as it was found. */
export interface Source {
  /** What people call it: its path, or `-`. */
  name: string;
  /** Where it lies, so that its answer can lie beside it; null: it came through a pipe. */
  folder: string | null;
  text: string;
}

export interface Gathered {
  sources: Source[];
  /** What could not be read in a folder, and why. */
  skipped: { name: string; why: string }[];
}

/**
 * Reads what was named: files, folders as sticks are read, `-` for standard input. A file that was named must be there
 * and readable (`file-not-readable`); one in a folder that is not is named beside the others.
 */
export async function gather(places: readonly string[], terminal: Terminal): Promise<Gathered> {
  if (places.length === 0) throw misused('', words.nothingNamed);
  const gathered: Gathered = { sources: [], skipped: [] };
  for (const place of places) {
    if (place === '-') gathered.sources.push({ name: place, folder: null, text: await terminal.read(place) });
    else if (await isFolder(place)) await gatherFolder(place, gathered, terminal);
    else gathered.sources.push(await gatherFile(place, terminal.interrupted));
    terminal.progress(words.reading(gathered.sources.length));
  }
  terminal.progress(null);
  return gathered;
}

async function gatherFolder(place: string, { sources, skipped }: Gathered, { interrupted }: Terminal): Promise<void> {
  const read = await readPlace(place, { signal: interrupted });
  for (const file of read.files) {
    const path = join(place, file.name);
    sources.push({ name: path, folder: dirname(resolve(path)), text: file.text });
  }
  skipped.push(...read.skipped.map(({ name, why }) => ({ name: join(place, name), why })));
}

/** Also a file with nothing of Greenroom's in it is kept: whoever named it should be told what is wrong with it. */
async function gatherFile(path: string, signal: AbortSignal): Promise<Source> {
  const [file] = (await readNamedFile(path, signal)).files;
  return { name: path, folder: dirname(resolve(path)), text: file?.text ?? '' };
}
