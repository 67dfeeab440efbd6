import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '#shared/models/time.ts';
import { dates, daysBetween } from '#shared/text/en/dates.ts';
import { pictureTime as now } from '../../support/fake-api/data.ts';

const oslo = 'Europe/Oslo';

describe('dates in words', () => {
  it('are those of the pictures', () => {
    expect(dates.today(now, oslo)).toBe('Monday 23 November 2026');
    expect(dates.dayAndTime(now + day, oslo)).toBe('24 Nov 2026, 14:06');
    expect(dates.weekdayDay(Date.UTC(2027, 0, 14, 22, 59), oslo)).toBe('Thu 14 Jan 2027');
    expect(dates.full(Date.UTC(2027, 5, 30, 21, 59), oslo)).toBe('Wed 30 Jun 2027, 23:59 Europe/Oslo');
    expect(dates.relative(Date.UTC(2027, 5, 30, 21, 59), now, oslo)).toBe('in 219 days');
    expect(dates.relative(Date.UTC(2026, 10, 15, 22, 59), now, oslo)).toBe('8 days ago');
    expect(dates.relative(now + 21 * hour, now, oslo)).toBe('in 21 hours');
  });

  it('count nights in the zone, not spans of 24 hours', () => {
    const evening = Date.UTC(2026, 10, 23, 22, 30);
    expect(daysBetween(evening, evening + 2 * hour, oslo)).toBe(1);
    expect(daysBetween(evening, evening + 2 * hour, 'America/New_York')).toBe(0);
    const beforeClocksChange = Date.UTC(2027, 2, 27, 22, 30);
    expect(daysBetween(beforeClocksChange, Date.UTC(2027, 2, 28, 22, 30), oslo)).toBe(2);
  });

  it('say one without an s', () => {
    expect(dates.relative(now + minute, now, oslo)).toBe('in 1 minute');
    expect(dates.relative(now - hour, now, oslo)).toBe('1 hour ago');
    expect(dates.relative(now + 25 * hour, now, oslo)).toBe('in 1 day');
    expect(dates.relative(now + 10, now, oslo)).toBe('now');
  });

  it('count down, and say how much more there is', () => {
    expect(dates.countdown(581_000)).toBe('9 min 41 s');
    expect(dates.countdown(40_500)).toBe('41 s');
    expect(dates.countdown(-5)).toBe('0 s');
    expect(dates.more(23 * hour + 59 * minute)).toBe('23 more hours');
    expect(dates.more(40 * minute)).toBe('40 more minutes');
    expect(dates.more(5 * day)).toBe('5 more days');
    expect(dates.more(-1)).toBe('0 more minutes');
  });
});
