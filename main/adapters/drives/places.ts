import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { text } from '#shared/text/index.ts';
import { whyUnreadable } from './trouble.ts';
import { untilAborted } from './until-aborted.ts';

const words = text.companion.drives;

/** Folders this deep below a stick are looked into. */
const deepest = 2;
const mostFiles = 4_000;
/** What systems keep on sticks for themselves. */
const isTheirs = (name: string) => /^[.$]|^System Volume Information$|^FOUND\.\d{3}$/i.test(name);

export interface FoundFile {
  /** From the place on, with `/` between folders. */
  name: string;
  path: string;
  size: number;
}

export interface Skipped {
  name: string;
  why: string;
}

export interface Walk {
  files: FoundFile[];
  skipped: Skipped[];
}

/** The regular files of a folder and two levels below it, the nearest first. Nothing outside it is ever named. */
export async function walk(root: string, signal?: AbortSignal): Promise<Walk> {
  const found: Walk = { files: [], skipped: [] };
  let level = [''];
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of level) {
      if (signal?.aborted) return cutShort(found, folder, words.tooSlow);
      const isWhole = await look(root, folder, found, below, signal);
      if (!isWhole) return cutShort(found, folder, words.tooMany(mostFiles));
    }
    level = below;
  }
  return found;
}

/** Says whether everything in this folder was looked at, and whether there is room for more. */
async function look(root: string, folder: string, { files, skipped }: Walk, below: string[], signal?: AbortSignal) {
  try {
    const names = await namesIn(join(root, folder), signal);
    for (const name of names.slice(0, mostFiles)) {
      const inside = folder === '' ? name : `${folder}/${name}`;
      const path = join(root, folder, name);
      try {
        const one = await untilAborted(lstat(path), signal);
        if (one.isDirectory()) below.push(inside);
        else if (one.isFile()) files.push({ name: inside, path, size: one.size });
        else if (one.isSymbolicLink()) await follow(root, inside, path, files, signal);
      } catch (error) {
        skipped.push({ name: inside, why: whyUnreadable(error) });
      }
    }
    return names.length <= mostFiles && files.length <= mostFiles;
  } catch (error) {
    skipped.push({ name: folder, why: whyUnreadable(error) });
    return true;
  }
}

/** A link to a file counts where the file lies in the same place; anything else is not of this stick. */
async function follow(root: string, name: string, path: string, files: FoundFile[], signal?: AbortSignal) {
  const [target, home] = await untilAborted(Promise.all([realpath(path), realpath(root)]), signal);
  if (!target.startsWith(home.endsWith(sep) ? home : home + sep)) return;
  const one = await untilAborted(stat(target), signal);
  if (one.isFile()) files.push({ name, path: target, size: one.size });
}

/** Read one by one, so that a folder without end costs no memory without end. */
export async function namesIn(folder: string, signal?: AbortSignal): Promise<string[]> {
  const names: string[] = [];
  const entries = await untilAborted(opendir(folder), signal);
  try {
    while (names.length <= mostFiles) {
      const entry = await untilAborted(entries.read(), signal);
      if (entry === null) break;
      if (!isTheirs(entry.name)) names.push(entry.name);
    }
  } finally {
    await entries.close().catch(() => undefined);
  }
  return names.toSorted();
}

function cutShort({ files, skipped }: Walk, name: string, why: string): Walk {
  return { files, skipped: [...skipped, { name, why }] };
}
