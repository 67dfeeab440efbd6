import { z } from 'zod';

/** For how many days people are offered to go offline, shortest first. */
export const offlineLengths = [7, 14, 30, 60] as const;

/** One of them. */
export const OfferedLength = z.literal(offlineLengths);
export type OfferedLength = z.infer<typeof OfferedLength>;

/** The lengths that an organization allows. */
export const OfflineLengths = z
  .array(OfferedLength)
  .min(1)
  .max(offlineLengths.length)
  .describe('days that a machine may go offline for');
export type OfflineLengths = z.infer<typeof OfflineLengths>;

/** Shortest first, each once. */
export const inOrder = (lengths: readonly number[]): OfflineLengths =>
  offlineLengths.filter((each) => lengths.includes(each));

/** Whether so many days are allowed. A length in between counts as the next longer one that there is. */
export function isAllowedLength(days: number, allowed: readonly number[]): boolean {
  const counted = offlineLengths.find((each) => each >= days);
  return counted !== undefined && allowed.includes(counted);
}

/** The allowed length that comes nearest to a wish without going beyond it; the shortest there is when all do. */
export const nearestAllowed = (wished: number, allowed: readonly number[]): number =>
  allowed.findLast((each) => each <= wished) ?? Math.min(...allowed);
