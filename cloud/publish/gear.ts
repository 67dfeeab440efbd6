import { createHash } from 'node:crypto';

/**
 * A random number for each byte: what the rolling fingerprint is made of. Fixed for ever, because two versions share chunks
 * only when both were cut with the same numbers. The first 32 bits of SHA-256 of "greenroom gear 0" to "… 255".
 */
export const gear = Int32Array.from({ length: 256 }, (_, byte) =>
  createHash('sha256').update(`greenroom gear ${byte}`).digest().readInt32BE(),
);
