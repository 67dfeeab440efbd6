import { z } from 'zod';
import { hour, minute, Moment } from '../models/time.ts';

/** What a machine's own clocks say. `uptime`: milliseconds since boot, suspend included. `bootId`: '' when unknown. */
export interface ClockReading {
  wall: Moment;
  bootId: string;
  uptime: number;
}

/** What is kept of the time: the last signed moment, and the least that has passed since. */
export const TimeMarks = z.object({
  signedTime: Moment,
  bootId: z.string().max(100),
  uptimeAtSigned: z.number().min(0),
  /** Surely reached. Only grows by time that was really spent running, so that a forward jump never poisons it. */
  mark: Moment,
  markBootId: z.string().max(100),
  markUptime: z.number().min(0),
});
export type TimeMarks = z.infer<typeof TimeMarks>;

/** What the clock of a machine is worth. `needs-attention`: programs may run until `graceEndsAt`, or as soon as it is right again. */
export type ClockState =
  | { state: 'right' }
  | { state: 'behind'; byMilliseconds: number }
  | { state: 'needs-attention'; graceEndsAt: Moment };

/** How long a machine may run with a clock that lies far behind before the clock itself has to be mended. */
export const clockGrace = 72 * hour;
const noticedDifference = 5 * minute;

/** Marks made by a signed moment that has just arrived. The newest signed moment always wins: that heals a wrong clock. */
export function markSigned(signedTime: Moment, { bootId, uptime }: ClockReading): TimeMarks {
  return { signedTime, bootId, uptimeAtSigned: uptime, mark: signedTime, markBootId: bootId, markUptime: uptime };
}

/** Moves the mark on by the time spent running. */
export function advance(marks: TimeMarks, reading: ClockReading): TimeMarks {
  return { ...marks, mark: leastNow(marks, reading), markBootId: reading.bootId, markUptime: reading.uptime };
}

/**
 * Trusted time. Within the boot of the last signed moment the wall clock does not matter at all;
 * after a restart it counts, but never for less than what has surely passed.
 */
export function trustedNow(marks: TimeMarks | null, reading: ClockReading): Moment {
  if (marks === null) return reading.wall;
  if (isSameBoot(marks.bootId, marks.uptimeAtSigned, reading)) {
    return Math.round(marks.signedTime + reading.uptime - marks.uptimeAtSigned);
  }
  return Math.max(leastNow(marks, reading), reading.wall);
}

/** How far the wall clock is from trusted time, when a person should know: milliseconds, negative for behind; else null. */
export function clockDifference(marks: TimeMarks | null, reading: ClockReading): number | null {
  const difference = reading.wall - trustedNow(marks, reading);
  return Math.abs(difference) > noticedDifference ? difference : null;
}

/** After a restart, with a clock further behind than the license allows, and running so for longer than the clock grace. */
export function clockNeedsAttention(marks: TimeMarks | null, reading: ClockReading, setBackAllowance: number): boolean {
  if (marks === null || isSameBoot(marks.bootId, marks.uptimeAtSigned, reading)) return false;
  return reading.wall < leastNow(marks, reading) - setBackAllowance && reading.uptime > clockGrace;
}

function leastNow(marks: TimeMarks, reading: ClockReading): Moment {
  const ran = isSameBoot(marks.markBootId, marks.markUptime, reading)
    ? reading.uptime - marks.markUptime
    : reading.uptime;
  return Math.round(marks.mark + (reading.bootId === '' ? 0 : ran));
}

const isSameBoot = (bootId: string, since: number, reading: ClockReading) =>
  bootId !== '' && bootId === reading.bootId && reading.uptime >= since;
