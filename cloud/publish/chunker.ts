import { longestChunk } from '#shared/files/chunk-list.ts';
import { gear } from './gear.ts';

/** No chunk is shorter, but the last one of a file. */
export const shortestChunk = 16 * 1024;
/** Before this length a cut is made hard, after it easy: so most chunks end near it, and the average is 64 KiB. */
const normalChunk = 52 * 1024;
/** How many of the highest bits of the fingerprint must be zero at a cut: two more, or two fewer, than 64 KiB ask for. */
const hard = -1 << (32 - 18);
const easy = -1 << (32 - 14);

/** Finds where chunks end, in bytes that come in any pieces. */
export interface Chunker {
  /** Where in `bytes` the chunk ends that is under way at `from`; -1 when it goes on after them. */
  end(bytes: Uint8Array, from: number): number;
}

/**
 * Content-defined chunks by FastCDC: Xia et al., "The Design of Fast Content-Defined Chunking for Data Deduplication Based
 * Storage Systems", IEEE TPDS 31(9), 2020; gear fingerprint, no cut before the shortest length, normalized chunking of level 2.
 * The fingerprint has 32 bits, which is what JavaScript is fast with; only its highest bits decide, which depend on the last
 * 15 to 32 bytes.
 */
export function createChunker(): Chunker {
  let length = 0;
  let print = 0;

  /** Goes on to a length of `until`; where in `bytes` it stopped, after a byte at which the masked bits are zero, or -1. */
  const scan = (bytes: Uint8Array, from: number, until: number, mask: number): number => {
    const end = Math.min(bytes.length, from + until - length);
    let rolling = print;
    let at = from;
    while (at < end) {
      rolling = ((rolling << 1) + (gear[bytes[at++] as number] as number)) | 0;
      if ((rolling & mask) === 0) {
        length = 0;
        print = 0;
        return at;
      }
    }
    length += at - from;
    print = rolling;
    return -1;
  };

  return {
    end(bytes, from) {
      let at = from;
      if (length < shortestChunk) {
        const skipped = Math.min(shortestChunk - length, bytes.length - at);
        length += skipped;
        at += skipped;
      }
      for (const [until, mask] of stages) {
        if (length >= until) continue;
        const before = length;
        const found = scan(bytes, at, until, mask);
        if (found >= 0) return found;
        at += length - before;
        if (length < until) return -1;
      }
      length = 0;
      print = 0;
      return at;
    },
  };
}

const stages = [
  [normalChunk, hard],
  [longestChunk, easy],
] as const;
