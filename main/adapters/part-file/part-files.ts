import type { PartFiles } from '../../services/ports.ts';
import { createHashPool } from './hash-pool.ts';
import { openPartFile } from './part-file.ts';
import { createSlabs } from './slabs.ts';

/**
 * Partial files of this machine. All of them share a few threads that hash and write, and the memory that bytes are collected in.
 * `workers`: how many threads; one for each core and at most two when left out. `idleAfter`: milliseconds until they are ended.
 */
export function createPartFiles(options: { workers?: number; idleAfter?: number } = {}): PartFiles & { end(): void } {
  const slabs = createSlabs();
  const pool = createHashPool({ ...options, onIdle: slabs.forget });
  return {
    open: (wanted) => openPartFile(pool, wanted),
    slab: slabs.take,
    slabNow: slabs.now,
    giveBack: slabs.giveBack,
    /** Ends the threads; they are started again when there is work. */
    end: pool.end,
  };
}
