import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { Artifact } from '#shared/files/release.ts';
import { text } from '#shared/text/index.ts';
import { isCode } from '../embedded/kept.ts';
import type { Said } from './guess.ts';

/** What stands against something that was given. `field`: the flag or the file. */
export interface Problem {
  field: string;
  problem: string;
}

export interface GivenFile {
  path: string;
  fileName: string;
  size: number;
}

const say = text.publish;

/** Looks at the files that were named, all of them, so that everything that is wrong is said at once. */
export async function lookAtFiles(paths: readonly string[]): Promise<{ files: GivenFile[]; problems: Problem[] }> {
  const files: GivenFile[] = [];
  const problems: Problem[] = paths.length === 0 ? [{ field: '', problem: say.noFiles }] : [];
  for (const path of paths) {
    const found = await lookAt(path);
    if (typeof found === 'string') problems.push({ field: path, problem: found });
    else files.push(found);
  }
  return { files, problems };
}

async function lookAt(path: string): Promise<GivenFile | string> {
  const fileName = basename(path);
  try {
    await using file = await open(path, 'r');
    const found = await file.stat();
    if (found.isDirectory()) return say.file.folder;
    if (!found.isFile()) return say.file.special;
    if (found.size === 0) return say.file.empty;
    if (!Artifact.shape.fileName.safeParse(fileName).success) return say.file.name;
    return { path, fileName, size: found.size };
  } catch (error) {
    return unreadable(error);
  }
}

/** Why a file could not be read, in words. */
export function unreadable(error: unknown): string {
  if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return say.file.notThere;
  if (isCode(error, 'EISDIR')) return say.file.folder;
  return say.file.unreadable(error instanceof Error ? error.message : String(error));
}

const Descriptions = z.record(
  z.string(),
  Artifact.pick({ id: true, kind: true, title: true, platform: true, arch: true }).partial().strict(),
);

/** Reads what `--describe` says of files, by their names. */
export async function readDescriptions(
  path: string | undefined,
  names: readonly string[],
): Promise<{ said: Record<string, Said>; problems: Problem[] }> {
  if (path === undefined) return { said: {}, problems: [] };
  const wrong = (...problems: string[]) => ({
    said: {},
    problems: problems.map((problem) => ({ field: '--describe', problem })),
  });
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return wrong(say.describe.notJson);
    return wrong(unreadable(error));
  }
  const read = Descriptions.safeParse(json);
  if (!read.success) {
    return wrong(
      ...read.error.issues.map(({ path: at, message }) => [at.join('.'), message].filter(Boolean).join(': ')),
    );
  }
  const unknown = Object.keys(read.data).filter((name) => !names.includes(name));
  return unknown.length > 0 ? wrong(...unknown.map(say.describe.unknownFile)) : { said: read.data, problems: [] };
}
