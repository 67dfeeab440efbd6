import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cursorOf, isOfKind, matchesText, placeOfCursor, spanOf } from '#cloud/rules/audit-page.ts';
import { changesOf } from '#cloud/rules/changes.ts';
import { csvRecord } from '#shared/csv.ts';
import { hour } from '#shared/models/time.ts';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('CSV: %j is no formula', (cell) => {
  const [written = ''] = csvRecord([cell]).split(/\r\n$/);
  expect(written.replace(/^"/, '')).toBe(`'${cell}${/\r/.test(cell) ? '"' : ''}`);
});

it('CSV: quotes, commas and new lines stay in their cell', () => {
  expect(csvRecord(['a', 'b,c', 'say "no"', 'x\ny', ''])).toBe('a,"b,c","say ""no""","x\ny",\r\n');
});

it('CSV: whatever is in a cell, it never begins as a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (cell) => {
      const written = csvRecord([cell]).slice(0, -2);
      const read = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
      expect(read).not.toMatch(/^[=+\-@\t\r]/);
      expect(read.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(cell);
    }),
  );
});

it('days are those of the organization, also when they have 23 or 25 hours', () => {
  const of = (day: string, zone: string) => spanOf({ from: day, to: day }, zone);
  expect(of('2026-11-24', 'Europe/Oslo')).toEqual({
    from: Date.UTC(2026, 10, 23, 23),
    before: Date.UTC(2026, 10, 24, 23),
  });
  const hours = (day: string) => {
    const { from = 0, before = 0 } = of(day, 'Europe/Oslo');
    return (before - from) / hour;
  };
  expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-06-01')]).toEqual([23, 25, 24]);
  expect(spanOf({ from: undefined, to: undefined }, 'UTC')).toEqual({});
});

it('a cursor leads back to its place; anything else is none', () => {
  const place = { at: 1_790_000_000_123, id: 'E-7Q4K' };
  expect(placeOfCursor(cursorOf(place))).toEqual(place);
  for (const other of ['', '7', 'x.y', '-1.E-1', `1.E'; drop table audit`, '1.', `${'9'.repeat(20)}.E`])
    expect(placeOfCursor(other)).toBeNull();
});

it('kinds and words', () => {
  expect(isOfKind('license.assign', 'licenses')).toBe(true);
  expect(isOfKind('license.assign', 'people')).toBe(false);
  expect(isOfKind('future.deed', 'people')).toBe(false);
  expect(isOfKind('future.deed', undefined)).toBe(true);
  const row = {
    id: 'E-1',
    at: 1,
    who: { id: 'P-1', name: 'Ødegård' },
    action: 'license.assign',
    subject: 'L-1',
    details: { license: 'Graphics XR', person: 'P-2' },
    names: { 'P-2': 'Jo Berg' },
    address: '192.0.2.1',
  };
  for (const query of ['', undefined, 'ødeg', 'JO graphics', 'assigned', '192.0.2', 'L-1'])
    expect([query, matchesText(row, query)]).toEqual([query, true]);
  for (const query of ['jo kari', '%', '_']) expect([query, matchesText(row, query)]).toEqual([query, false]);
});

it('changes name what is another now', () => {
  expect(changesOf({ a: 1, b: ['x'], c: null }, { a: 2, b: ['x'], c: undefined, d: true })).toEqual({
    a: { from: 1, to: 2 },
    d: { from: null, to: true },
  });
});
