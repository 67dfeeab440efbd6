import { z } from 'zod';
import { day, hour, minute, Moment } from '../models/time.ts';

/** What a machine's own clocks say. `uptime`: milliseconds since boot, suspend included. `bootId`: '' when unknown. */
export interface ClockReading {
  wall: Moment;
  bootId: string;
  uptime: number;
}

const Milliseconds = z.number().min(0);

/** What is kept of the time: the last signed moment, the least that has passed since, and what was believed beyond it. */
export const TimeMarks = z.object({
  signedTime: Moment,
  bootId: z.string().max(100),
  uptimeAtSigned: Milliseconds,
  /** Surely reached. Only grows by time that was really spent running, so that a forward jump never poisons it. */
  mark: Moment,
  markBootId: z.string().max(100),
  markUptime: Milliseconds,
  /** Believed beyond the mark: time spent switched off, as the wall clock told it. A set-back is measured from there. */
  ahead: Milliseconds.default(0),
  /** How far the wall clock was behind when the mark was made. */
  behind: Milliseconds.default(0),
  /** Set-backs of earlier boots that were let pass: used up of what the license allows in all. */
  absorbed: Milliseconds.default(0),
  /** Used up of the clock grace. */
  graceSpent: Milliseconds.default(0),
});
export type TimeMarks = z.infer<typeof TimeMarks>;

/**
 * What the clock of a machine is worth. `needs-attention`: it is behind by more than the license allows. Programs may run
 * until `graceEndsAt`, and as soon as it is right again. `reached`: what was believed before it was set back.
 */
export type ClockState =
  | { state: 'right' }
  | { state: 'behind'; byMilliseconds: number }
  | { state: 'needs-attention'; graceEndsAt: Moment; reached: Moment };

/** For how long, of time spent running, a machine goes on with a clock that is not believed (FILES, Time). */
export const clockGrace = 72 * hour;
/** What a license allows that says nothing about it. */
export const usualAllowance = 24 * hour;
const noticedDifference = 5 * minute;
/**
 * So much of the time that was spent switched off is believed for each hour spent running: all of it on a machine that
 * runs eight hours a day, and little of it while a clock stands a month ahead for an hour.
 */
const believedPerRun = 2;
/** Nothing of it is believed of a clock that stands ahead by more than any lease without a network lasts. */
const implausible = 366 * day;

/** Marks made by a signed moment that has just arrived. It always wins: that heals a wrong clock. */
export function markSigned(signedTime: Moment, { bootId, uptime }: ClockReading): TimeMarks {
  return {
    signedTime,
    bootId,
    uptimeAtSigned: uptime,
    mark: signedTime,
    markBootId: bootId,
    markUptime: uptime,
    ...forgiven,
  };
}

const forgiven = { ahead: 0, behind: 0, absorbed: 0, graceSpent: 0 };

/**
 * Marks made by a moment that was signed some unknown time ago: in a file that was carried here, or found on disk. It
 * moves time on, never back, and forgives what the clock did before.
 */
export function markCarried(marks: TimeMarks | null, signedTime: Moment, reading: ClockReading): TimeMarks {
  if (marks && isSigned(marks, reading) && trustedNow(marks, reading) >= signedTime) {
    return { ...marks, mark: leastNow(marks, reading), ...markedAt(reading), ...forgiven };
  }
  const mark = Math.max(signedTime, marks ? leastNow(marks, reading) : 0);
  return { ...markSigned(mark, reading), bootId: '', uptimeAtSigned: 0 };
}

/** Moves the mark on by the time spent running, and settles what the clock did meanwhile. */
export function advance(marks: TimeMarks, reading: ClockReading, allowance: number): TimeMarks {
  const ran = ranSince(marks, reading);
  const least = leastNow(marks, reading);
  const beyond = trustedNow(marks, reading) - least;
  const believed = beyond > implausible ? 0 : Math.min(beyond, marks.ahead + believedPerRun * ran);
  const { behind, absorbed, isBelieved } = judge(marks, reading, allowance);
  return {
    ...marks,
    mark: least,
    ...markedAt(reading),
    ahead: Math.max(marks.ahead, believed),
    behind,
    absorbed,
    graceSpent: marks.graceSpent + (isBelieved ? 0 : ran),
  };
}

const markedAt = ({ bootId, uptime }: ClockReading) => ({ markBootId: bootId, markUptime: uptime });

/**
 * Trusted time. Within the boot of the last signed moment the wall clock does not matter at all;
 * after a restart it counts, but never for less than what has surely passed.
 */
export function trustedNow(marks: TimeMarks | null, reading: ClockReading): Moment {
  if (marks === null) return reading.wall;
  if (isSigned(marks, reading)) return Math.round(marks.signedTime + reading.uptime - marks.uptimeAtSigned);
  return Math.max(leastNow(marks, reading), reading.wall);
}

/** What the clock is worth now. `allowance`: how far the license lets it be set back, in all, in milliseconds. */
export function clockState(marks: TimeMarks | null, reading: ClockReading, allowance: number): ClockState {
  if (marks === null) return { state: 'right' };
  const { behind, isBelieved } = judge(marks, reading, allowance);
  if (isBelieved) return behind === 0 ? { state: 'right' } : { state: 'behind', byMilliseconds: behind };
  const left = clockGrace - marks.graceSpent - ranSince(marks, reading);
  return {
    state: 'needs-attention',
    graceEndsAt: Math.round(trustedNow(marks, reading) + left),
    reached: Math.round(leastNow(marks, reading) + marks.ahead),
  };
}

/**
 * A set-back shows by how far the wall clock is behind what was believed. One that is no longer to be seen after a
 * restart, because the machine was off for longer, has been let pass for good.
 */
function judge(marks: TimeMarks, reading: ClockReading, allowance: number) {
  const difference = leastNow(marks, reading) + marks.ahead - reading.wall;
  const behind = isSigned(marks, reading) || difference <= noticedDifference ? 0 : Math.round(difference);
  const wasBelieved = marks.absorbed + marks.behind <= allowance;
  const passed = wasBelieved && !goesOn(marks, reading) ? Math.max(0, marks.behind - behind) : 0;
  const absorbed = marks.absorbed + passed;
  return { behind, absorbed, isBelieved: behind === 0 || absorbed + behind <= allowance };
}

const leastNow = (marks: TimeMarks, reading: ClockReading): Moment => Math.round(marks.mark + ranSince(marks, reading));

/** The least that was spent running since the mark. */
const ranSince = (marks: TimeMarks, reading: ClockReading) =>
  goesOn(marks, reading) ? reading.uptime - marks.markUptime : reading.uptime;

/** No restart since the mark, as far as can be seen: where boots have no names, a longer uptime is taken for the same one. */
const goesOn = ({ markBootId, markUptime }: TimeMarks, { bootId, uptime }: ClockReading) =>
  bootId === markBootId && uptime >= markUptime;

const isSigned = (marks: TimeMarks, reading: ClockReading) => isSameBoot(marks.bootId, marks.uptimeAtSigned, reading);

const isSameBoot = (bootId: string, since: number, reading: ClockReading) =>
  bootId !== '' && bootId === reading.bootId && reading.uptime >= since;
