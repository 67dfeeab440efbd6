import type { DriveAccess, DriveInfo } from '#main/services/ports.ts';
import { Failure } from '#shared/errors.ts';
import type { CarriedFile } from '#shared/models/offline.ts';

export interface FakeDrive extends DriveInfo {
  files: CarriedFile[];
}

export interface FakeDrives extends DriveAccess {
  /** What is plugged in now. */
  plugged: FakeDrive[];
  /** Tells those who watch. */
  change(): void;
  /** How many watch. */
  watchers(): number;
  /** How often a drive was read. */
  reads: string[];
}

export const fakeDrive = (change: Partial<FakeDrive> = {}): FakeDrive => ({
  id: '/media/jo/TRUCK2',
  label: 'TRUCK2',
  freeBytes: 7_000_000,
  isWritable: true,
  files: [],
  ...change,
});

/** Sticks in memory. */
export function createFakeDrives(...plugged: FakeDrive[]): FakeDrives {
  const listeners = new Set<() => void>();
  const find = (drive: string) => {
    const found = fake.plugged.find(({ id }) => id === drive);
    if (!found) throw new Failure('drive-gone', { drive });
    return found;
  };
  const fake: FakeDrives = {
    plugged,
    reads: [],
    change() {
      for (const listener of listeners) listener();
    },
    watchers: () => listeners.size,
    list: async () =>
      fake.plugged.map(({ id, label, freeBytes, isWritable }) => ({ id, label, freeBytes, isWritable })),
    watch(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    async read(drive, { files } = {}) {
      fake.reads.push(drive);
      const all = find(drive).files;
      return { files: files ? all.filter(({ name }) => files.includes(name)) : all, skipped: [] };
    },
    async save(drive, files) {
      find(drive).files.push(...files);
      return files.map(({ name }) => name);
    },
  };
  return fake;
}
