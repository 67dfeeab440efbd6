import { createHash } from 'node:crypto';
import type { Clock, PartFile, PartFiles, Slab, Stretch, Wrong } from '#main/services/ports.ts';
import { Failure } from '#shared/errors.ts';
import type { ChunkList } from '#shared/files/chunk-list.ts';

/** A disk in memory. Takes a chance time for everything, so that nothing ends in the order it began in. */
export function createFakeDisk(clock: Clock, chance: () => number) {
  const disk = {
    /** Finished files, and those that serve as seeds. */
    files: new Map<string, Uint8Array>(),
    part: new Uint8Array(0),
    /** What the journal says, one byte for each chunk. */
    claims: new Uint8Array(0),
    freeBytes: Infinity,
    /** So many bytes can still be written. */
    room: Infinity,
    slabs: 32,
    areSeedsGone: false,
    /** How often each byte was hashed. */
    hashedBytes: 0,
    isOpen: false,
  };
  let slabsOut = 0;
  const aWhile = () => clock.sleep(Math.floor(chance() * 20), new AbortController().signal);

  function open({ path, chunks }: { path: string; chunks: ChunkList }): PartFile {
    if (disk.isOpen) throw new Error('opened twice');
    disk.isOpen = true;
    const old = disk.part;
    disk.part = new Uint8Array(chunks.size);
    disk.part.set(old.subarray(0, chunks.size));
    const claims = Uint8Array.from({ length: chunks.count }, (_, chunk) => {
      if (disk.claims[chunk]) return 2;
      return chunks.offset(chunk + 1) <= old.length ? 1 : 0;
    });
    if (disk.claims.length !== chunks.count) disk.claims = new Uint8Array(chunks.count);

    async function have(source: Uint8Array, from: number, { first, count }: Stretch, isThere: boolean): Promise<Wrong> {
      await aWhile();
      const wrong: number[] = [];
      for (let chunk = first; chunk < first + count; chunk += 1) {
        const at = from + chunks.offset(chunk) - chunks.offset(first);
        const bytes = source.slice(at, at + chunks.length(chunk));
        disk.hashedBytes += bytes.length;
        const isRight = createHash('sha256').update(bytes).digest().equals(chunks.hash(chunk));
        if (!isRight) wrong.push(chunk);
        else if (!isThere) {
          if (disk.room < bytes.length) throw new Failure('disk-full', { path });
          disk.room -= bytes.length;
          disk.part.set(bytes, chunks.offset(chunk));
        }
        if (isRight) disk.claims[chunk] = 1;
      }
      await aWhile();
      return wrong;
    }

    return {
      claims,
      space: { neededBytes: chunks.size - old.length, freeBytes: disk.freeBytes },
      check: (stretch) => have(disk.part, chunks.offset(stretch.first), stretch, true),
      write: ({ bytes }, at, stretch) => have(bytes, at, stretch, false),
      copy: (from, stretch) => have(disk.part, from, stretch, false),
      async seed(seedPath) {
        const file = disk.files.get(seedPath);
        if (!file) return null;
        return {
          copy: (from, stretch) => have(disk.areSeedsGone ? new Uint8Array(0) : file, from, stretch, false),
          isGone: async () => disk.areSeedsGone,
          close: aWhile,
        };
      },
      async finish() {
        disk.files.set(path, disk.part);
        disk.part = new Uint8Array(0);
        disk.claims = new Uint8Array(0);
      },
      async close() {
        disk.isOpen = false;
      },
    };
  }

  function slabNow(): Slab | null {
    if (slabsOut >= disk.slabs) return null;
    slabsOut += 1;
    return { bytes: new Uint8Array(new SharedArrayBuffer(1024 * 1024)) };
  }

  const ports: PartFiles = {
    open: async (wanted) => open(wanted),
    slabNow,
    async slab(signal) {
      for (;;) {
        const slab = slabNow();
        if (slab) return slab;
        await clock.sleep(10, signal);
      }
    },
    giveBack: () => (slabsOut -= 1),
  };
  return Object.assign(disk, { ports, slabsOut: () => slabsOut });
}
