import { expect, test } from 'vitest';
import {
  advance,
  clockDifference,
  clockNeedsAttention,
  type ClockReading,
  markSigned,
  trustedNow,
} from '#shared/files/time.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { noon } from '../../support/signed-files.ts';

const boot = (wall: number, uptime: number, bootId = 'first'): ClockReading => ({ wall, bootId, uptime });
const marks = markSigned(noon, boot(noon, hour));

test('within the boot of the signed moment the wall clock does not matter', () => {
  for (const wall of [0, noon - day, noon, noon + 20 * 365 * day]) {
    expect(trustedNow(marks, boot(wall, 3 * hour))).toBe(noon + 2 * hour);
  }
});

test('three days asleep count, because the time since boot goes on', () => {
  expect(trustedNow(marks, boot(noon + 3 * day, hour + 3 * day))).toBe(noon + 3 * day);
});

test('after a restart the wall clock counts, but never for less than what has surely passed', () => {
  const later = advance(marks, boot(noon + 5 * hour, 6 * hour));
  expect(trustedNow(later, boot(noon + 9 * hour, minute, 'second'))).toBe(noon + 9 * hour);
  expect(trustedNow(later, boot(0, minute, 'second'))).toBe(noon + 5 * hour + minute);
});

test('a clock that was ahead by years and is right again leaves nothing behind', () => {
  const ahead = advance(marks, boot(noon + 20 * 365 * day, 2 * hour, 'second'));
  expect(trustedNow(ahead, boot(noon + day, minute, 'third'))).toBe(noon + day);
});

test('set back an hour at every restart, time still goes on by what was spent running', () => {
  let current = marks;
  for (let turn = 0; turn < 30; turn++) current = advance(current, boot(noon, 8 * hour, `boot ${turn}`));
  expect(trustedNow(current, boot(noon, 0, 'last'))).toBe(noon + 30 * 8 * hour);
});

test('where the system does not name its boots, the wall clock and the mark remain', () => {
  const nameless = markSigned(noon, boot(noon, hour, ''));
  expect(trustedNow(nameless, boot(noon + hour, 2 * hour, ''))).toBe(noon + hour);
  expect(trustedNow(nameless, boot(0, 2 * hour, ''))).toBe(noon);
});

test('a difference of more than five minutes is told, in both directions', () => {
  expect(clockDifference(marks, boot(noon + 4 * minute, hour))).toBeNull();
  expect(clockDifference(marks, boot(noon + 6 * minute, hour))).toBe(6 * minute);
  expect(clockDifference(marks, boot(noon - 6 * minute, hour))).toBe(-6 * minute);
  expect(clockDifference(null, boot(0, hour))).toBeNull();
});

test('a clock far behind is a matter only after a restart, and after the clock grace', () => {
  const behind = (uptime: number, bootId: string) => clockNeedsAttention(marks, boot(0, uptime, bootId), day);
  expect(behind(80 * hour, 'first')).toBe(false);
  expect(behind(71 * hour, 'second')).toBe(false);
  expect(behind(73 * hour, 'second')).toBe(true);
  expect(clockNeedsAttention(marks, boot(noon, 73 * hour, 'second'), 4 * day)).toBe(false);
});
