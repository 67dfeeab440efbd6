import { seededContent } from './content.ts';

/** Bytes without any pattern, the same for the same seed. */
export const noise = (seed: number, length: number): Uint8Array =>
  seededContent(`noise ${seed}`, length).read(0, length);

/** Bytes as a stream would bring them: in pieces of any length, as the seed decides. */
export async function* pieces(bytes: Uint8Array, seed = 0): AsyncGenerator<Uint8Array> {
  const chance = noise(seed, 4_096);
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const length = 1 + (chance[turn % chance.length] ?? 0) ** 2 * (turn % 3 === 0 ? 1 : 5);
    yield bytes.subarray(at, at + length);
    at += length;
  }
}
