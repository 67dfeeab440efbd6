import type { FileHandle } from 'node:fs/promises';

/** A power cut costs what came in this time, in milliseconds. */
const longestUnsynced = 5_000;

/** Has the disk keep what was written, now and then, without anybody waiting for it. */
export function createSyncing(file: FileHandle) {
  let syncedAt = performance.now();
  let syncing: Promise<void> | null = null;
  let trouble: unknown = null;

  return {
    /** Something was written. Rejects with what the last time has met. */
    async written(): Promise<void> {
      if (trouble) throw trouble;
      if (syncing || performance.now() - syncedAt < longestUnsynced) return;
      syncing = file
        .datasync()
        .catch((error: unknown) => (trouble = error))
        .then(() => {
          syncing = null;
          syncedAt = performance.now();
        });
    },
    async end(): Promise<void> {
      await syncing;
    },
  };
}
