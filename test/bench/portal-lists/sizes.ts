import { day, hour, type Moment } from '#shared/models/time.ts';

/** How much an organization has that the portal must be quick for. */
export const sizes = {
  people: 5_000,
  licenses: 20_000,
  machines: 4_000,
  onlineLeases: 3_000,
  offlineLeases: 800,
  endedLeases: 10_000,
  auditRows: 200_000,
} as const;

/** Smaller, of the same mixture: for tests. */
export type Sizes = Record<keyof typeof sizes, number>;

/** Always the same figure below `below` for the same number and purpose; the next number gives an unrelated one. */
export function drawn(purpose: number, number: number, below: number): number {
  let mixed = Math.imul(number + 1, 0x9e37_79b1) ^ Math.imul(purpose + 1, 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0_aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
}

export const personId = (at: number): string => `P-${String(at).padStart(5, '0')}`;
export const licenseId = (at: number): string => `L-${String(at).padStart(5, '0')}`;
export const machineId = (at: number): string => at.toString(16).padStart(16, '0');

/** When a license starts and ends: most run, some end soon, some have ended, some come later. */
export function spanOf(at: number, now: Moment): { startsAt: Moment; endsAt: Moment | null } {
  const startsAt = now - (30 + drawn(1, at, 700)) * day;
  const of100 = drawn(2, at, 100);
  if (of100 < 20) return { startsAt, endsAt: null };
  if (of100 < 25) return { startsAt, endsAt: now + drawn(3, at, 14 * 24) * hour + hour };
  if (of100 < 32) return { startsAt, endsAt: now - (1 + drawn(3, at, 300)) * day };
  if (of100 < 35) return { startsAt: now + (1 + drawn(3, at, 60)) * day, endsAt: now + 400 * day };
  return { startsAt, endsAt: now + (15 + drawn(3, at, 700)) * day };
}

/** How many seats: most have one. */
export function seatsOf(at: number): number {
  const of100 = drawn(4, at, 100);
  return of100 < 80 ? 1 : of100 < 92 ? 5 : of100 < 98 ? 20 : 100;
}
