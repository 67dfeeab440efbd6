import { DateTime } from 'luxon';
import { day, minute, type Moment } from '#shared/models/time.ts';

/** Between two looks at a zone's offset; no zone changes and changes back within it. */
const step = 7 * day;

/** How the clocks of a zone go between two moments, as a VTIMEZONE (RFC 5545, 3.6.5) that spells out every change. */
export function timeZoneBlock(zone: string, from: Moment, until: Moment): string {
  const first = from - step;
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observance(zone, first, offsetAt(zone, first))];
  for (let at = first; at < until; at += step) {
    const before = offsetAt(zone, at);
    if (offsetAt(zone, at + step) !== before)
      lines.push(...observance(zone, changeBetween(zone, at, at + step), before));
  }
  return [...lines, 'END:VTIMEZONE'].join('\r\n');
}

/** From this moment on the clocks go so. Its time is told by the clocks before. */
function observance(zone: string, from: Moment, offsetBefore: number): string[] {
  const { isInDST } = DateTime.fromMillis(from, { zone });
  const kind = isInDST ? 'DAYLIGHT' : 'STANDARD';
  const start = DateTime.fromMillis(from + offsetBefore * minute, { zone: 'utc' }).toFormat("yyyyLLdd'T'HHmmss");
  return [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${signed(offsetBefore)}`,
    `TZOFFSETTO:${signed(offsetAt(zone, from))}`,
    `END:${kind}`,
  ];
}

/** The first minute with another offset. */
function changeBetween(zone: string, from: Moment, until: Moment): Moment {
  const before = offsetAt(zone, from);
  let [low, high] = [Math.floor(from / minute), Math.ceil(until / minute)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * minute) === before) low = middle;
    else high = middle;
  }
  return high * minute;
}

/** Minutes east of UTC. */
const offsetAt = (zone: string, moment: Moment) => DateTime.fromMillis(moment, { zone }).offset;

function signed(offset: number): string {
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${offset < 0 ? '-' : '+'}${[hours, minutes].map((part) => String(part).padStart(2, '0')).join('')}`;
}
