import { describe, expect, it } from 'vitest';
import { flatten, stepFrom } from '../../../renderer/parts/data-table-rows.ts';
import { monthsBetween, shareOf } from '../../../renderer/parts/lease-axis.ts';

const group = (id: string, rows: string[]) => ({ id, title: id, rows });
const lines = flatten([group('one', ['a', 'b']), group('empty', []), group('two', ['c'])], (row) => row);

describe('rows of a table', () => {
  it('leave empty groups out', () => {
    expect(lines.map(({ id }) => id)).toEqual(['group-one', 'a', 'b', 'group-two', 'c']);
  });

  it('are walked over the heads of groups, and not past the ends', () => {
    expect(stepFrom(lines, 'b', 'ArrowDown')).toBe('c');
    expect(stepFrom(lines, 'c', 'ArrowDown')).toBe('c');
    expect(stepFrom(lines, 'c', 'ArrowUp')).toBe('b');
    expect(stepFrom(lines, null, 'ArrowDown')).toBe('a');
    expect(stepFrom(lines, 'c', 'Home')).toBe('a');
    expect(stepFrom(lines, 'a', 'End')).toBe('c');
    expect(stepFrom(lines, 'a', 'x')).toBeNull();
    expect(stepFrom([], null, 'ArrowDown')).toBeNull();
  });
});

describe('the axis of a lease', () => {
  const axis = { from: Date.UTC(2026, 10, 23), to: Date.UTC(2027, 5, 30) };

  it('keeps a moment inside', () => {
    expect(shareOf(axis.from, axis)).toBe(0);
    expect(shareOf(axis.to + 1, axis)).toBe(1);
    expect(shareOf(5, { from: 10, to: 10 })).toBe(0);
  });

  it('names the months that begin on it, at most eight', () => {
    expect(monthsBetween(axis, 'UTC').map(({ label }) => label)).toEqual([
      'Dec',
      'Jan',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
    ]);
    expect(monthsBetween({ from: axis.from, to: Date.UTC(2029, 0, 1) }, 'UTC').length).toBeLessThanOrEqual(8);
  });
});
