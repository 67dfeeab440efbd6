import { access, constants, stat, statfs } from 'node:fs/promises';
import { basename, delimiter } from 'node:path';
import { Failure } from '#shared/errors.ts';
import type { DriveAccess, DriveInfo } from '../../services/ports.ts';
import { type Mounts, systemMounts } from './mounts.ts';
import { createPatience, type Patience } from './patience.ts';
import { namesIn } from './places.ts';
import { readPlace } from './read-place.ts';
import { saveFiles } from './save-files.ts';
import type { Stick } from './sticks.ts';

export interface DriveOptions {
  /** Folders that count as sticks: a network share, a folder that is kept in step, a test. */
  folders?: readonly string[];
  mounts?: Mounts;
  /** Milliseconds between two looks. */
  every?: number;
}

/** `GREENROOM_DRIVES`, separated as in PATH. */
export const drivesOfEnvironment = (env: Record<string, string | undefined> = process.env): string[] =>
  (env['GREENROOM_DRIVES'] ?? '').split(delimiter).filter((folder) => folder !== '');

/** The sticks of this machine, and the folders that count as such. One that hangs holds up nobody but those who want it. */
export function createDrives({
  folders = drivesOfEnvironment(),
  mounts = systemMounts(),
  every = 2_000,
}: DriveOptions = {}): DriveAccess {
  const patience = createPatience(1_500);
  /** For whoever wants one drive: a disk that sleeps takes some seconds to wake. */
  const morePatience = createPatience(10_000);
  let known: { fingerprint: string; sticks: Promise<Stick[]> } = { fingerprint: '', sticks: Promise.resolve([]) };

  async function sticks(): Promise<Stick[]> {
    const fingerprint = await mounts.fingerprint().catch(() => '');
    if (fingerprint !== known.fingerprint) known = { fingerprint, sticks: mounts.list().catch(() => []) };
    const found = await known.sticks;
    const others = folders.filter((folder) => found.every(({ path }) => path !== folder));
    return [...found, ...others.map((path) => ({ path, label: basename(path) || path }))];
  }

  async function list(): Promise<DriveInfo[]> {
    const drives = await Promise.all((await sticks()).map((stick) => infoOf(stick, patience)));
    return drives.filter((drive) => drive !== null);
  }

  /** What a page names is a drive only if it is one. */
  async function demand(drive: string): Promise<string> {
    const stick = (await sticks()).find(({ path }) => path === drive);
    if (stick && (await infoOf(stick, morePatience)) !== null) return drive;
    throw new Failure('drive-gone', { drive });
  }

  async function fingerprint(): Promise<string> {
    const names = (await sticks()).map(({ path }) =>
      patience(`names ${path}`, () => namesIn(path)).then(
        (found) => `${path}\n${found.join('\n')}`,
        () => path,
      ),
    );
    return [known.fingerprint, ...(await Promise.all(names))].join('\n\n');
  }

  return {
    list,
    watch: (onChange) => poll(fingerprint, every, onChange),
    read: async (drive, options) => readPlace(await demand(drive), options),
    save: async (drive, files) => saveFiles(await demand(drive), files),
  };
}

async function infoOf({ path, label }: Stick, patience: Patience): Promise<DriveInfo | null> {
  try {
    return await patience(`look ${path}`, async () => {
      if (!(await stat(path)).isDirectory()) return null;
      const { bavail, bsize } = await statfs(path);
      const isWritable = await access(path, constants.W_OK).then(
        () => true,
        () => false,
      );
      return { id: path, label, freeBytes: bavail * bsize, isWritable };
    });
  } catch {
    // Gone since, or silent: a drive that does not even say how full it is can be neither read nor written.
    return null;
  }
}

/** Looks again and again until the returned function is called; the next look begins when the last one is over. */
function poll(look: () => Promise<string>, every: number, onChange: () => void): () => void {
  let before: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  async function round(): Promise<void> {
    const now = await look();
    if (isOver) return;
    if (before !== null && now !== before) onChange();
    before = now;
    timer = setTimeout(() => void round(), every);
    timer.unref();
  }
  void round();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
