import { expect, it } from 'vitest';
import { writeCalendar } from '#cloud/calendar/write.ts';
import type { EndAhead } from '#cloud/rules/ends.ts';
import { day } from '#shared/models/time.ts';
import { readCalendar } from '../../../support/read-calendar.ts';
import { noon } from '../../../support/signed-files.ts';

const about = { cloud: 'C-1', name: 'Greenroom: Northlight', url: 'https://greenroom.example/offline' };
const license = (change: Partial<EndAhead> = {}): EndAhead =>
  ({
    of: 'license',
    id: 'L-1',
    license: 'Graphics XR',
    organization: { id: 'O-1', name: 'Northlight Studios' },
    timeZone: 'Europe/Oslo',
    endsAt: noon + 10 * day,
    seats: 6,
    ...change,
  }) as EndAhead;
const lease: EndAhead = {
  of: 'lease',
  id: 'S-1',
  license: 'Graphics XR',
  organization: { id: 'O-1', name: 'Northlight Studios' },
  timeZone: 'Europe/Oslo',
  endsAt: Date.UTC(2027, 0, 14, 22, 59),
  machineId: 'K-3',
  machine: 'RENDER-03',
  person: { id: 'P-1', name: 'Jo Berg', email: 'jo@studio.example' },
  licenseEndsAt: Date.UTC(2027, 5, 30, 21, 59),
};
const read = (...ends: EndAhead[]) => readCalendar(writeCalendar(about, ends, noon));

it('L10: has an event at the exact moment of every end, with alarms 7 and 1 days before', () => {
  const { name, events } = read(lease, license());
  expect(name).toBe(about.name);
  expect(events).toMatchObject([
    {
      uid: 'lease-S-1@C-1',
      start: lease.endsAt,
      stamp: noon,
      zone: 'Europe/Oslo',
      summary: 'Graphics XR on RENDER-03: offline lease ends',
      alarms: [7 * day, day],
    },
    { uid: 'license-L-1@C-1', start: noon + 10 * day, summary: 'Graphics XR: license ends', alarms: [7 * day, day] },
  ]);
  expect(events[0]?.description).toContain(
    'Graphics XR on RENDER-03, Jo Berg, Northlight Studios: leased offline until Thu 14 Jan 2027, 23:59 (Europe/Oslo). ' +
      'The license ends on Wed 30 Jun 2027, 23:59 (Europe/Oslo).',
  );
});

it('L10: is a calendar also when nothing ends', () => {
  expect(read()).toEqual({ name: about.name, events: [] });
});

it.each([
  'Europe/Oslo',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'UTC',
  'Etc/GMT+12',
])('tells the same moment in %s, in every week of four years', (timeZone) => {
  const moments = Array.from({ length: 4 * 52 }, (_, week) => noon + week * 7 * day + 0.9 * day);
  const ends = moments.map((endsAt, at) => license({ id: `L-${at}`, timeZone, endsAt }));
  expect(read(...ends).events.map(({ start }) => start)).toEqual(moments);
});

it('L10: an end that moves keeps its event', () => {
  expect(read(license()).events[0]?.uid).toBe(read(license({ endsAt: noon + 99 * day })).events[0]?.uid);
});

it.each([
  'a, b; c \\ "d" : e',
  '\\n \\, \\;',
  'Ø'.repeat(60),
  '🎬'.repeat(40),
  'x'.repeat(300),
  '=?utf-8?q?x?=',
  'BEGIN:VEVENT',
])('says names as they are: %s', (name) => {
  const [event] = read({ ...lease, machine: name, organization: { id: 'O-1', name } }).events;
  expect(event?.summary).toBe(`Graphics XR on ${name}: offline lease ends`);
  expect(event?.description).toContain(`, ${name}: leased offline until`);
});
