import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDayIn, longestDays, offlineEnd } from '#cloud/rules/offline-end.ts';
import { day, hour, minute } from '#shared/models/time.ts';

const noon = Date.UTC(2027, 0, 1, 12);
const oslo = { timeZone: 'Europe/Oslo', licenseEndsAt: null };

/** What a clock on the wall shows, by the platform's own calendar: 2027-01-14 23:59:00 */
const formats = new Map<string, Intl.DateTimeFormat>();
function wall(moment: number, timeZone: string): string {
  const known = formats.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format.format(moment);
}
const dateOf = (moment: number, timeZone: string) => wall(moment, timeZone).slice(0, 10);
const later = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);

describe('the end of an offline lease', () => {
  it('is at 23:59 of the last day, where the organization is', () => {
    const { endsAt, isShortened } = offlineEnd(noon, { ...oslo, days: 7 });
    expect(new Date(endsAt).toISOString()).toBe('2027-01-08T22:59:00.000Z');
    expect(isShortened).toBe(false);
    expect(wall(offlineEnd(noon, { ...oslo, days: 7, timeZone: 'Pacific/Auckland' }).endsAt, 'Pacific/Auckland')).toBe(
      '2027-01-09 23:59:00',
    );
  });

  it('is never behind the license', () => {
    const licenseEndsAt = noon + 3 * day;
    expect(offlineEnd(noon, { ...oslo, days: 7, licenseEndsAt })).toEqual({ endsAt: licenseEndsAt, isShortened: true });
    expect(offlineEnd(noon, { ...oslo, days: 2, licenseEndsAt }).isShortened).toBe(false);
  });

  it('until the license ends is that; for a license without end, a year and a day', () => {
    const licenseEndsAt = noon + 900 * day;
    expect(offlineEnd(noon, { ...oslo, days: null, licenseEndsAt })).toEqual({
      endsAt: licenseEndsAt,
      isShortened: false,
    });
    const unbounded = offlineEnd(noon, { ...oslo, days: null });
    expect(unbounded).toEqual({ endsAt: endOfDayIn(noon, longestDays, 'Europe/Oslo'), isShortened: true });
    expect(wall(unbounded.endsAt, 'Europe/Oslo')).toBe('2028-01-02 23:59:00');
  });

  it('knows the 29th of February', () => {
    const leap = Date.UTC(2028, 1, 22, 12);
    expect(wall(endOfDayIn(leap, 7, 'Europe/Oslo'), 'Europe/Oslo')).toBe('2028-02-29 23:59:00');
    expect(wall(endOfDayIn(leap, 8, 'Europe/Oslo'), 'Europe/Oslo')).toBe('2028-03-01 23:59:00');
    expect(wall(endOfDayIn(Date.UTC(2027, 1, 22, 12), 7, 'Europe/Oslo'), 'Europe/Oslo')).toBe('2027-03-01 23:59:00');
  });

  it.each([
    ['Europe/Oslo', '2027-03-28', 'the clock goes forward at 02:00'],
    ['Europe/Oslo', '2027-10-31', 'the clock goes back at 03:00'],
    ['Asia/Beirut', '2027-03-28', 'there is no 00:00 that day'],
    ['Africa/Cairo', '2027-04-30', 'there is no 00:00 that day'],
    ['America/Havana', '2027-03-14', 'there is no 00:00 that day'],
    ['America/Santiago', '2027-09-05', 'there is no 00:00 that day'],
    ['America/Havana', '2027-11-07', 'the clock goes back at 01:00'],
    ['Australia/Lord_Howe', '2027-04-04', 'the clock goes back by half an hour'],
    ['America/Asuncion', '2024-03-23', '23:59 comes twice'],
    ['America/Santiago', '2027-04-03', '23:59 comes twice'],
  ])('%s on %s: %s', (timeZone, date) => {
    // From one to three days before, to the day itself and to the day before it.
    for (let before = 1; before <= 3; before++) {
      const now = Date.parse(`${later(date, -before)}T15:30:00Z`);
      const start = dateOf(now, timeZone);
      for (const days of [1, 2, 3]) {
        const end = endOfDayIn(now, days, timeZone);
        expect(wall(end, timeZone)).toBe(`${later(start, days)} 23:59:00`);
        // The next minute is the next day: it is the last 23:59 of the day.
        expect(dateOf(end + minute, timeZone)).toBe(later(start, days + 1));
      }
    }
  });

  it('where the last hour of the day does not exist, it is the last minute that does', () => {
    // Nuuk goes from 22:59:59 straight to midnight.
    const end = endOfDayIn(Date.UTC(2027, 2, 25, 12), 2, 'America/Nuuk');
    expect(wall(end, 'America/Nuuk')).toBe('2027-03-27 22:59:00');
    expect(dateOf(end + minute, 'America/Nuuk')).toBe('2027-03-28');
  });

  it('is the last minute of the right day, in every zone of the world, whenever it is asked', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
    const moments = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2036, 0, 1) });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 400 }), zones, (now, days, timeZone) => {
        const end = endOfDayIn(now, days, timeZone);
        const date = later(dateOf(now, timeZone), days);
        expect(dateOf(end, timeZone)).toBe(date);
        expect(dateOf(end + minute, timeZone)).toBe(later(date, 1));
        expect(end % minute).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('only ever gets shorter by the license, and no longer than was wished', () => {
    const moments = fc.integer({ min: noon - 900 * day, max: noon + 900 * day });
    const lengths = fc.option(fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(moments, lengths, fc.option(fc.integer({ min: 1, max: 900 })), (now, days, license) => {
        const licenseEndsAt = license === null ? null : now + license * day;
        const { endsAt, isShortened } = offlineEnd(now, { days, timeZone: 'Europe/Oslo', licenseEndsAt });
        expect(endsAt).toBeLessThanOrEqual(licenseEndsAt ?? Number.POSITIVE_INFINITY);
        const whole =
          days === null ? (licenseEndsAt ?? Number.POSITIVE_INFINITY) : endOfDayIn(now, days, 'Europe/Oslo');
        expect(isShortened).toBe(endsAt < whole);
        expect(endsAt).toBeGreaterThan(now);
        expect(endsAt).toBeLessThanOrEqual(now + ((days ?? 900) + 1) * day + 2 * hour);
      }),
    );
  });
});
