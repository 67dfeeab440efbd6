/**
 * A reader of calendars (RFC 5545) that knows nothing of the program that wrote them: content lines, components,
 * escapes, and times by the VTIMEZONE that is in the file. Throws at whatever is not as the format says.
 */
export function readCalendar(text: string): { name: string; events: ReadEvent[] } {
  const root = componentOf(linesOf(text));
  if (root.name !== 'VCALENDAR' || only(root, 'VERSION').value !== '2.0') throw new Error('not a calendar');
  only(root, 'PRODID');
  const zones = new Map(
    root.inner.filter(({ name }) => name === 'VTIMEZONE').map((zone) => [only(zone, 'TZID').value, zone]),
  );
  const events = root.inner.filter(({ name }) => name === 'VEVENT').map((event) => eventOf(event, zones));
  if (new Set(events.map(({ uid }) => uid)).size < events.length) throw new Error('two events with one UID');
  return { name: unescaped(only(root, 'X-WR-CALNAME').value), events };
}

export interface ReadEvent {
  uid: string;
  /** Milliseconds since 1970, UTC. */
  start: number;
  stamp: number;
  zone: string | null;
  summary: string;
  description: string;
  /** How long before the start each alarm rings, in milliseconds. */
  alarms: number[];
}

interface Line {
  name: string;
  parameters: Map<string, string>;
  value: string;
}

interface Component {
  name: string;
  lines: Line[];
  inner: Component[];
}

function linesOf(text: string): Line[] {
  if (!text.endsWith('END:VCALENDAR\r\n') && !text.endsWith('END:VCALENDAR'))
    throw new Error('the calendar is cut off');
  const folded = text.trimEnd().split('\r\n');
  const long = folded.find((line) => Buffer.byteLength(line) > 75);
  if (long !== undefined) throw new Error(`a line of more than 75 octets: ${long}`);
  if (folded.some((line) => /[\p{Cc}]/u.test(line.replaceAll('\t', ''))))
    throw new Error('a control character in a line');
  return folded.join('\r\n').replaceAll('\r\n ', '').split('\r\n').map(lineOf);
}

function lineOf(line: string): Line {
  const [, name = '', parameters = '', value = ''] =
    /^([A-Z0-9-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^;:",]*))*):(.*)$/.exec(line) ?? [];
  if (name === '') throw new Error(`no content line: ${line}`);
  const pairs = parameters
    .split(';')
    .slice(1)
    .map((pair) => pair.split('=') as [string, string]);
  return { name, parameters: new Map(pairs), value };
}

function componentOf(lines: Line[]): Component {
  const stack: Component[] = [{ name: '', lines: [], inner: [] }];
  for (const line of lines) {
    const top = stack.at(-1);
    if (!top) throw new Error('more ends than beginnings');
    if (line.name === 'BEGIN') stack.push({ name: line.value, lines: [], inner: [] });
    else if (line.name === 'END') {
      if (top.name !== line.value) throw new Error(`${line.value} ends where ${top.name} is open`);
      stack.pop();
      stack.at(-1)?.inner.push(top);
    } else top.lines.push(line);
  }
  const [outer, ...open] = stack;
  const [root, ...others] = outer?.inner ?? [];
  if (!root || open.length > 0 || others.length > 0 || outer?.lines.length) throw new Error('not one whole component');
  return root;
}

function only({ name: where, lines }: Component, name: string): Line {
  const [line, ...others] = lines.filter((each) => each.name === name);
  if (!line || others.length > 0) throw new Error(`${where} has not one ${name}`);
  return line;
}

function eventOf(event: Component, zones: ReadonlyMap<string, Component>): ReadEvent {
  const start = only(event, 'DTSTART');
  const zone = start.parameters.get('TZID') ?? null;
  return {
    uid: only(event, 'UID').value,
    start: zone === null ? utcOf(start.value) : momentIn(zones.get(zone), start.value),
    stamp: utcOf(only(event, 'DTSTAMP').value),
    zone,
    summary: unescaped(only(event, 'SUMMARY').value),
    description: unescaped(only(event, 'DESCRIPTION').value),
    alarms: event.inner.filter(({ name }) => name === 'VALARM').map((alarm) => before(only(alarm, 'TRIGGER').value)),
  };
}

function before(duration: string): number {
  const [, days, hours = '0'] = /^-P(\d+)D(?:T(\d+)H)?$/.exec(duration) ?? [];
  if (days === undefined) throw new Error(`a duration this reader does not know: ${duration}`);
  return (Number(days) * 24 + Number(hours)) * 3_600_000;
}

function utcOf(value: string): number {
  if (!value.endsWith('Z')) throw new Error(`not in UTC: ${value}`);
  return clockOf(value.slice(0, -1));
}

/** What a clock shows, as if it were in UTC. */
function clockOf(value: string): number {
  const [, year, month, day, hour, minute, second] = (/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(value) ?? []).map(
    Number,
  );
  if (second === undefined) throw new Error(`no date and time: ${value}`);
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second);
}

/** The observance that began last before this time of the clock says how far it is from UTC. */
function momentIn(zone: Component | undefined, value: string): number {
  if (!zone) throw new Error('a TZID without its VTIMEZONE');
  const clock = clockOf(value);
  const [last] = zone.inner
    .map((observance) => ({
      from: clockOf(only(observance, 'DTSTART').value),
      offset: offsetOf(only(observance, 'TZOFFSETTO').value),
    }))
    .filter(({ from }) => from <= clock)
    .toSorted((a, b) => b.from - a.from);
  if (!last) throw new Error(`the VTIMEZONE says nothing of ${value}`);
  return clock - last.offset;
}

function offsetOf(value: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(value) ?? [];
  if (sign === undefined) throw new Error(`no offset: ${value}`);
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const unescaped = (value: string) =>
  value.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
