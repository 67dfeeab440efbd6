import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advance,
  clockGrace,
  type ClockReading,
  clockState,
  markCarried,
  markSigned,
  type TimeMarks,
  TimeMarks as Marks,
  trustedNow,
} from '#shared/files/time.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { noon } from '../../support/signed-files.ts';

const boot = (wall: number, uptime: number, bootId = 'first'): ClockReading => ({ wall, bootId, uptime });
const marks = markSigned(noon, boot(noon, hour));
const allowance = day;
const twentyYears = 20 * 365 * day;

describe('trusted time', () => {
  test('within the boot of the signed moment the wall clock does not matter', () => {
    for (const wall of [0, noon - day, noon, noon + twentyYears]) {
      expect(trustedNow(marks, boot(wall, 3 * hour))).toBe(noon + 2 * hour);
    }
  });

  test('three days asleep count, because the time since boot goes on', () => {
    expect(trustedNow(marks, boot(noon + 3 * day, hour + 3 * day))).toBe(noon + 3 * day);
  });

  test('after a restart the wall clock counts, but never for less than what has surely passed', () => {
    const later = advance(marks, boot(noon + 5 * hour, 6 * hour), allowance);
    expect(trustedNow(later, boot(noon + 9 * hour, minute, 'second'))).toBe(noon + 9 * hour);
    expect(trustedNow(later, boot(0, minute, 'second'))).toBe(noon + 5 * hour + minute);
  });

  test('a clock that was ahead by years and is right again leaves nothing behind', () => {
    const ahead = advance(marks, boot(noon + twentyYears, 2 * hour, 'second'), allowance);
    expect(trustedNow(ahead, boot(noon + day, minute, 'third'))).toBe(noon + day);
    expect(clockState(ahead, boot(noon + day, minute, 'third'), allowance)).toEqual({ state: 'right' });
  });

  test('set back at every restart, time still goes on by what was spent running', () => {
    let current = marks;
    for (let turn = 0; turn < 30; turn++) current = advance(current, boot(noon, 8 * hour, `boot ${turn}`), allowance);
    expect(trustedNow(current, boot(noon, 0, 'last'))).toBe(noon + 30 * 8 * hour);
  });

  test('where the system does not name its boots, the time spent running still counts', () => {
    const nameless = markSigned(noon, boot(noon, hour, ''));
    expect(trustedNow(nameless, boot(noon + hour, 2 * hour, ''))).toBe(noon + hour);
    expect(trustedNow(nameless, boot(0, 3 * hour, ''))).toBe(noon + 2 * hour);
    expect(trustedNow(nameless, boot(0, minute, ''))).toBe(noon + minute);
  });

  test('a carried moment moves time on, never back, and is not taken for now', () => {
    const old = advance(marks, boot(0, 5 * hour, 'second'), allowance);
    const carried = markCarried(old, noon - day, boot(noon + day, 5 * hour, 'second'));
    expect(carried.mark).toBe(noon + 5 * hour);
    const first = markCarried(null, noon, boot(noon + 3 * day, hour));
    expect(trustedNow(first, boot(noon + 3 * day, hour))).toBe(noon + 3 * day);
    expect(trustedNow(first, boot(0, 2 * hour))).toBe(noon + hour);
    // In the boot of an answer of the cloud time is known better than by any file.
    expect(trustedNow(markCarried(marks, noon - day, boot(0, 3 * hour)), boot(0, 4 * hour))).toBe(noon + 3 * hour);
  });

  test('marks of an earlier version are read as they are', () => {
    const { ahead, behind, absorbed, graceSpent, ...before } = marks;
    expect([ahead, behind, absorbed, graceSpent]).toEqual([0, 0, 0, 0]);
    expect(Marks.parse(before)).toEqual(marks);
  });
});

/** A machine that was on for eight hours a day, and whose clock was right until now. */
function afterDays(days: number): { marks: TimeMarks; wall: number } {
  let current = marks;
  let wall = noon;
  for (let turn = 1; turn <= days; turn++) {
    wall = noon + turn * day;
    for (const ran of [1, 2, 4, 8])
      current = advance(current, boot(wall - 8 * hour + ran * hour, ran * hour, `day ${turn}`), allowance);
  }
  return { marks: current, wall };
}

describe('what a clock is worth', () => {
  test('set back by less than the license allows it is behind; by more it needs attention; right again it is right', () => {
    const week = afterDays(7);
    const at = (back: number) => clockState(week.marks, boot(week.wall - back, minute, 'next'), allowance);
    expect(at(0)).toEqual({ state: 'right' });
    expect(at(4 * minute)).toEqual({ state: 'right' });
    expect(at(5 * hour)).toMatchObject({ state: 'behind', byMilliseconds: 5 * hour + minute });
    expect(at(25 * hour)).toMatchObject({ state: 'needs-attention', reached: week.wall + minute });
    expect(at(-day)).toEqual({ state: 'right' });
  });

  test('a set-back that a night hides is used up for good; one that is undone is not', () => {
    let { marks: current, wall } = afterDays(7);
    current = advance(current, boot(wall - 10 * hour, 2 * hour, 'eighth'), allowance);
    expect(current.behind).toBe(12 * hour);
    const hidden = advance(current, boot(wall + 6 * hour, minute, 'ninth'), allowance);
    expect(hidden).toMatchObject({ absorbed: 12 * hour, behind: 0 });
    const again = advance(hidden, boot(wall - 11 * hour, 2 * minute, 'ninth'), allowance);
    expect(clockState(again, boot(wall - 11 * hour, 3 * minute, 'ninth'), allowance).state).toBe('needs-attention');
    const undone = advance(current, boot(wall + 3 * hour, 3 * hour, 'eighth'), allowance);
    expect(undone).toMatchObject({ absorbed: 0, behind: 0 });
  });

  test('the same wrong clock is not counted again at each restart', () => {
    let { marks: current, wall } = afterDays(3);
    for (let turn = 0; turn < 20; turn++) {
      const reading = boot(wall - 10 * hour, minute, `quick ${turn}`);
      current = advance(current, reading, allowance);
      expect(clockState(current, reading, allowance).state).toBe('behind');
    }
  });

  test('the grace is spent by running, in all, and comes back with the next signed file', () => {
    let { marks: current, wall } = afterDays(7);
    const wrong = (uptime: number, name: string) => boot(wall - 5 * day, uptime, name);
    for (const name of ['one', 'two', 'three']) {
      current = advance(current, wrong(minute, name), allowance);
      current = advance(current, wrong(20 * hour, name), allowance);
      current = advance(current, boot(wall + day, 21 * hour, name), allowance);
    }
    const state = clockState(current, wrong(minute, 'four'), allowance);
    const left = state.state === 'needs-attention' ? state.graceEndsAt - trustedNow(current, wrong(minute, 'four')) : 0;
    expect(left).toBeLessThanOrEqual(clockGrace - 60 * hour);
    expect(left).toBeGreaterThan(8 * hour);
    const healed = markCarried(current, noon + day, wrong(minute, 'five'));
    expect(healed).toMatchObject({ graceSpent: 0, absorbed: 0, behind: 0, ahead: 0 });
  });

  test('in the boot of a signed moment no clock needs attention', () => {
    expect(clockState(marks, boot(0, 80 * hour), allowance)).toEqual({ state: 'right' });
    expect(clockState(null, boot(0, 80 * hour), allowance)).toEqual({ state: 'right' });
  });
});

/** A stretch of a machine's life: hours on, hours off before it, and how wrong its clock is meanwhile. */
const stretch = (wrong: fc.Arbitrary<number>) =>
  fc.record({
    on: fc.double({ min: 0.1, max: 30, noNaN: true }),
    off: fc.double({ min: 0, max: 200, noNaN: true }),
    wrong,
  });

function live(stretches: { on: number; off: number; wrong: number }[]) {
  let [current, truth] = [marks, noon];
  stretches.forEach(({ on, off, wrong }, turn) => {
    truth += Math.round(off * hour);
    for (let ran = 1; ran <= 4; ran++) {
      const uptime = Math.round((on * hour * ran) / 4);
      current = advance(current, boot(Math.max(0, truth + uptime + wrong), uptime, `boot ${turn}`), allowance);
    }
    truth += Math.round(on * hour);
  });
  return { marks: current, truth };
}

test('property: a clock that is right is right, however a machine is used', () => {
  fc.assert(
    fc.property(fc.array(stretch(fc.constant(0)), { minLength: 1, maxLength: 30 }), (stretches) => {
      const { marks: current, truth } = live(stretches);
      const reading = boot(truth + hour, minute, 'now');
      expect(clockState(current, reading, allowance)).toEqual({ state: 'right' });
      expect(trustedNow(current, reading)).toBe(truth + hour);
      expect(current).toMatchObject({ behind: 0, absorbed: 0, graceSpent: 0 });
    }),
  );
});

test('property: whatever a clock said, the mark never lies ahead of the truth, and a right clock is believed', () => {
  const wrong = fc.integer({ min: -twentyYears, max: twentyYears });
  fc.assert(
    fc.property(fc.array(stretch(wrong), { minLength: 1, maxLength: 30 }), (stretches) => {
      const { marks: current, truth } = live(stretches);
      expect(current.mark).toBeLessThanOrEqual(truth);
      expect(current.absorbed).toBeLessThanOrEqual(allowance);
      expect(trustedNow(current, boot(truth + minute, minute, 'now'))).toBe(truth + minute);
    }),
  );
});

test('property: all time spent running counts, whatever the clock says', () => {
  const wrong = fc.integer({ min: -twentyYears, max: 0 });
  fc.assert(
    fc.property(fc.array(stretch(wrong), { minLength: 1, maxLength: 30 }), (stretches) => {
      const { marks: current } = live(stretches);
      const ran = stretches.reduce((sum, { on }) => sum + on * hour, 0);
      expect(trustedNow(current, boot(0, 0, 'now'))).toBeGreaterThanOrEqual(noon + ran - stretches.length);
    }),
  );
});
