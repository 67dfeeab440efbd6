import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';
import { DateTime } from 'luxon';
import { day, hour, type Moment } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { type EndAhead, subjectOf } from '../rules/ends.ts';
import { timeZoneBlock } from './time-zone.ts';

const alarmDays = [7, 1];
/** How often a calendar program should look again. */
const refresh = 4 * hour;
const utc = 'UTC';

/** A calendar (RFC 5545) with an event at every end, in the zone of its organization. The same end keeps its UID when it moves. */
export function writeCalendar(
  { cloud, name, url }: { cloud: string; name: string; url: string },
  ends: readonly EndAhead[],
  now: Moment,
): string {
  const moments = ends.map(({ endsAt }) => endsAt);
  const [first, last] = [Math.min(now, ...moments), Math.max(now, ...moments)];
  const calendar = ical({
    name,
    prodId: { company: 'Greenroom', product: 'Greenroom cloud', language: 'EN' },
    ttl: refresh / 1000,
    timezone: { name: null, generator: (zone) => timeZoneBlock(zone, first, last) },
  });
  for (const end of ends) {
    const { summary, description } = text.calendar.event(end);
    calendar.createEvent({
      id: `${subjectOf(end).replace(' ', '-')}@${cloud}`,
      stamp: new Date(now),
      start: DateTime.fromMillis(end.endsAt),
      timezone: end.timeZone === utc ? null : end.timeZone,
      summary,
      description,
      url,
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: alarmDays.map((days) => ({
        type: ICalAlarmType.display,
        trigger: (days * day) / 1000,
        description: summary,
      })),
    });
  }
  return calendar.toString();
}
