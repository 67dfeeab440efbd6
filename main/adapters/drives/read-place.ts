import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Failure } from '#shared/errors.ts';
import { kindNames, kinds } from '#shared/files/kinds.ts';
import { text } from '#shared/text/index.ts';
import type { DriveReading } from '../../services/ports.ts';
import { type FoundFile, walk } from './places.ts';
import { readFiles } from './read-files.ts';
import { whyUnreadable } from './trouble.ts';
import { untilAborted } from './until-aborted.ts';

export interface ReadOptions {
  /** By the names that a reading gave; all when left out. */
  files?: readonly string[];
  signal?: AbortSignal;
}

/** Reads what is Greenroom's in a folder, or in some of its files. Throws `file-not-readable` for a file that was asked for. */
export async function readPlace(folder: string, { files: wanted, signal }: ReadOptions = {}): Promise<DriveReading> {
  const found = await walk(folder, signal);
  if (wanted === undefined) {
    const { files, skipped } = await readFiles(withoutArtifacts(found.files), signal);
    return { files, skipped: [...found.skipped, ...skipped] };
  }
  const asked = wanted.map((name) => {
    const file = found.files.find((one) => one.name === name);
    if (file) return file;
    const why = found.skipped.find((one) => one.name === name)?.why ?? text.companion.drives.notThere;
    throw new Failure('file-not-readable', { path: join(folder, name), why });
  });
  return demandAll(await readFiles(asked, signal), asked);
}

/** Reads one file that somebody named; it may hold nothing of Greenroom's. Throws `file-not-readable`. */
export async function readNamedFile(path: string, signal?: AbortSignal): Promise<DriveReading> {
  const trouble = (why: string) => new Failure('file-not-readable', { path, why });
  const found = await untilAborted(stat(path), signal).catch((error: unknown) => {
    throw trouble(whyUnreadable(error));
  });
  if (!found.isFile()) throw trouble(text.companion.drives.noFile);
  const file = { name: basename(path), path, size: found.size };
  return demandAll(await readFiles([file], signal), [file]);
}

/** What lies beside the manifest of a release is large, and no text of ours: only what is signed is read there. */
function withoutArtifacts(files: readonly FoundFile[]): FoundFile[] {
  const releases = new Set(
    files.filter(({ name }) => name.endsWith('.release-manifest')).map(({ name }) => dirname(name)),
  );
  return files.filter(({ name }) => !releases.has(dirname(name)) || signed.has(extname(name)));
}

const signed = new Set(kindNames.map((kind) => kinds[kind].extension));

function demandAll(reading: DriveReading, asked: readonly FoundFile[]): DriveReading {
  const [skipped] = reading.skipped;
  if (!skipped) return reading;
  const path = asked.find(({ name }) => name === skipped.name)?.path ?? skipped.name;
  throw new Failure('file-not-readable', { path, why: skipped.why });
}
