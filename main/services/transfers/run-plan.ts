import type { ChunkList } from '#shared/files/chunk-list.ts';
import { type ChunkIndex, indexChunks } from './run-index.ts';
import type { Stretch, Wrong } from './run-ports.ts';

const missing = 0;
const taken = 1;
const present = 2;

export type Plan = ReturnType<typeof createPlan>;

/**
 * Which chunks are there, which are on their way, and which are to be had next. Of several alike only one is ever asked for; the
 * others are copied from it. A byte or two per chunk, and no objects.
 */
export function createPlan(chunks: ChunkList) {
  const index: ChunkIndex = indexChunks(chunks);
  const { firstAlike } = index;
  const state = new Uint8Array(chunks.count);
  /** For the first of those alike: the one of them that is there or on its way; -1 for none. */
  const holder = new Int32Array(chunks.count).fill(-1);
  let presentBytes = 0;
  let takenBytes = 0;
  /** No chunk before this one is to be had. */
  let cursor = 0;

  const alike = (chunk: number) => firstAlike[chunk] ?? chunk;
  const isFree = (chunk: number) => state[chunk] === missing && holder[alike(chunk)] === -1;

  function take(chunk: number): void {
    state[chunk] = taken;
    holder[alike(chunk)] = chunk;
    takenBytes += chunks.length(chunk);
  }

  function giveBack(chunk: number): void {
    if (state[chunk] !== taken) return;
    state[chunk] = missing;
    takenBytes -= chunks.length(chunk);
    if (holder[alike(chunk)] === chunk) holder[alike(chunk)] = -1;
    cursor = Math.min(cursor, chunk);
  }

  function isThere(chunk: number): void {
    if (state[chunk] === present) return;
    if (state[chunk] === taken) takenBytes -= chunks.length(chunk);
    state[chunk] = present;
    holder[alike(chunk)] = chunk;
    presentBytes += chunks.length(chunk);
  }

  /** The first chunk that is to be had; null for none. */
  function firstFree(): number | null {
    while (cursor < chunks.count && !isFree(cursor)) cursor += 1;
    return cursor < chunks.count ? cursor : null;
  }

  return {
    index,
    presentBytes: () => presentBytes,
    /** Bytes that nobody has asked for yet. */
    leftBytes: () => chunks.size - presentBytes - takenBytes,
    isComplete: () => presentBytes === chunks.size,
    /** Nothing is to be had, and nothing on its way. */
    isAtRest: () => takenBytes === 0 && firstFree() === null,
    isFree,

    /**
     * Takes neighbouring chunks of about so many bytes, one at least; null when none is to be had now. `held`: a chunk that the asker
     * has taken before and begins with.
     */
    next(bytes: number, held: number | null): Stretch | null {
      const first = held ?? firstFree();
      if (first === null) return null;
      if (first !== held) take(first);
      let end = first + 1;
      const until = chunks.offset(first) + bytes;
      while (end < chunks.count && isFree(end) && chunks.offset(end + 1) <= until) {
        take(end);
        end += 1;
      }
      return { first, count: end - first };
    },

    giveBack({ first, count }: Stretch): void {
      for (let chunk = first; chunk < first + count; chunk += 1) giveBack(chunk);
    },

    /** Chunks were checked: those that are wrong are to be had again. */
    settle({ first, count }: Stretch, wrong: Wrong): void {
      const bad = wrong.length === 0 ? null : new Set(wrong);
      for (let chunk = first; chunk < first + count; chunk += 1) {
        if (bad?.has(chunk)) giveBack(chunk);
        else isThere(chunk);
      }
    },

    /** A copy of this chunk went wrong: from now on it is on its own. */
    fetchItself(chunk: number): void {
      firstAlike[chunk] = chunk;
      holder[chunk] = -1;
      cursor = Math.min(cursor, chunk);
    },

    /** Missing chunks that are in the file already, in another place. */
    *repeated(): Generator<{ chunk: number; like: number }> {
      for (let chunk = 0; chunk < chunks.count; chunk += 1) {
        const like = holder[alike(chunk)] ?? -1;
        if (state[chunk] === missing && like !== -1 && state[like] === present) yield { chunk, like };
      }
    },
  };
}
