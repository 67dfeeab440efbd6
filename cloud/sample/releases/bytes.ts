import { createCipheriv, createHash } from 'node:crypto';
import type { Source } from '../../publish/source.ts';

/** Bytes as they are, or noise: the same for the same name, from any place of it. */
export type Piece = Uint8Array | Noise;
interface Noise {
  noise: string;
  from: number;
  length: number;
}

const atOnce = 256 * 1024;
const block = 16;

/** One after the other, made while they are read: a large file takes no memory. */
export function sourceOf(pieces: readonly Piece[]): Source {
  return {
    size: pieces.reduce((size, { length }) => size + length, 0),
    async *open() {
      for (const piece of pieces) yield* piece instanceof Uint8Array ? [piece] : noiseOf(piece);
    },
  };
}

/** The bytes of a piece, a portion at a time. */
export function* noiseOf({ noise, from, length }: Noise): Generator<Uint8Array> {
  const key = createHash('sha256').update(`sample ${noise}`).digest().subarray(0, block);
  const counter = Buffer.alloc(block);
  counter.writeBigUInt64BE(BigInt(Math.floor(from / block)), 8);
  const cipher = createCipheriv('aes-128-ctr', key, counter);
  cipher.update(Buffer.alloc(from % block));
  const zeros = Buffer.alloc(Math.min(atOnce, length));
  for (let left = length; left > 0; left -= zeros.length) yield cipher.update(zeros.subarray(0, left));
}

/** Of each revision so much is new. */
const share = 0.02;
const betweenChanges = 8_000_000;

/**
 * A file of about `size` bytes in a line of revisions: each differs from the one before by a few changed places, and by
 * some bytes put in at the front, so that everything behind has moved.
 */
export function revised(name: string, size: number, revision: number): Piece[] {
  const changes = Math.max(1, Math.round(size / betweenChanges));
  const stretch = Math.floor(size / changes);
  const changed = Math.floor(stretch * share);
  const inserted: Piece = { noise: `${name} front`, from: 0, length: 1_000 * revision };
  return Array.from({ length: changes }, (_, at): Piece[] => {
    const kept: Piece = { noise: name, from: at * stretch, length: stretch - changed };
    return [kept, { noise: `${name} ${revision}`, from: at * changed, length: changed }];
  }).reduce<Piece[]>((all, some) => [...all, ...some], [inserted]);
}
