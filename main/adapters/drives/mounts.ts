import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { type BlockDevice, linuxSticks, macosSticks, type Stick, windowsSticks } from './sticks.ts';

/** Where sticks show up on this system. */
export interface Mounts {
  /** Another text when a stick came or went. Asked every two seconds, so it costs next to nothing. */
  fingerprint(): Promise<string>;
  /** The sticks of now. Asks the system about its disks, which takes a while: only when the fingerprint is another. */
  list(): Promise<Stick[]>;
}

/** Asks the system for its disks; a system that cannot say, or takes too long, has none that it knows of. */
async function blockDevices(): Promise<BlockDevice[]> {
  const { default: system } = await import('systeminformation');
  const tooLate = AbortSignal.timeout(10_000);
  const none = new Promise<BlockDevice[]>((resolve) => tooLate.addEventListener('abort', () => resolve([])));
  return Promise.race([system.blockDevices().catch(() => []), none]);
}

const linux: Mounts = {
  fingerprint: () => readFile('/proc/self/mounts', 'utf8'),
  list: async () => linuxSticks(await readFile('/proc/self/mounts', 'utf8'), await blockDevices()),
};

const macos: Mounts = {
  fingerprint: async () => (await readdir('/Volumes')).join('\n'),
  async list() {
    const names = await readdir('/Volumes');
    const paths = await Promise.all(names.map((name) => realpath(`/Volumes/${name}`).catch(() => '')));
    // The system's own disk is a link there.
    return macosSticks(
      paths.filter((path) => path.startsWith('/Volumes/')),
      await blockDevices(),
    );
  },
};

/** A and B are floppy drives, which would start to spin; C is the system's. */
const letters = Array.from({ length: 23 }, (_, at) => `${String.fromCodePoint(68 + at)}:`);
const windows: Mounts = {
  async fingerprint() {
    const there: string[] = [];
    // One after the other: a network drive that is away takes its time, and must not take every thread there is.
    for (const letter of letters) if (await stat(`${letter}\\`).catch(() => null)) there.push(letter);
    return there.join('');
  },
  list: async () => windowsSticks(await blockDevices()),
};

const none: Mounts = { fingerprint: async () => '', list: async () => [] };
const systems: Partial<Record<NodeJS.Platform, Mounts>> = { linux, darwin: macos, win32: windows };

/** The mounts of this system. */
export const systemMounts = (platform: NodeJS.Platform = process.platform): Mounts => systems[platform] ?? none;
