const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Products and plans: seats, people, ends, and how much was in use. */
export const products = {
  title: 'Products',
  notYoursTitle: (organization: string) => `Managers see the products of ${organization}`,
  notYoursBody: 'Your own licenses, and what you may use, are under Licenses.',
  toLicenses: 'To my licenses',
  failed: 'The products cannot be shown',
  emptyTitle: 'No licenses yet',
  emptyBody: 'What the organization buys, or is given to try, is listed here by product and edition.',
  toSupport: 'Ask support',
  filter: 'Filter products',
  nothingFound: (query: string) => `No product fits “${query}”`,
  showAll: 'Show all',
  columns: { plan: 'Edition', use: 'In use now', people: 'Assigned to', ends: 'Next end' },
  keys: { move: 'Move', filter: 'Filter', licenses: 'Show licenses' },
  licenses: (count: number) => counted(count, 'license', 'licenses'),
  noneInForce: 'None in force',
  use: (used: number, seats: number) => `${used.toLocaleString('en')} of ${counted(seats, 'seat', 'seats')}`,
  free: (count: number) => (count === 0 ? 'All in use' : `${count.toLocaleString('en')} free`),
  people: (count: number) => counted(count, 'person', 'people'),
  unassigned: (count: number) => `${counted(count, 'license', 'licenses')} without anybody`,
  everyOneAssigned: 'Every license is assigned',
  neverEnds: 'None ends',
  showLicenses: 'Show licenses',
  facts: {
    seats: 'Seats',
    inUse: 'In use now',
    modes: (online: number, offline: number) =>
      `${online.toLocaleString('en')} online, ${offline.toLocaleString('en')} offline`,
    people: 'Assigned to',
    over: 'Ended earlier',
  },
  usage: {
    title: 'Use over time',
    lead: 'The most seats in use at once, day by day.',
    span: 'How far back',
    days: (days: number) => (days === 365 ? '1 year' : `${days} days`),
    failed: 'The use over time cannot be shown',
    /** Of one day. */
    day: (day: string, peak: number, seats: number) =>
      `${day}: ${peak.toLocaleString('en')} of ${counted(seats, 'seat', 'seats')}`,
    chart: 'Seats in use at once, by day; arrow keys go from day to day',
    most: (peak: number, day: string) => `At most ${peak.toLocaleString('en')}, on ${day}`,
    none: 'Not in use on any of these days',
    today: 'Today',
  },
  ends: {
    title: 'Licenses by their end',
    failed: 'The licenses cannot be shown',
    row: (used: number, seats: number) => `${used} of ${counted(seats, 'seat', 'seats')}`,
    kinds: { named: 'Named', floating: 'Floating' },
    trial: 'Trial',
    begins: (day: string) => `Begins ${day}`,
    never: 'Never ends',
  },
  assignees: {
    title: 'People',
    failed: 'The people cannot be shown',
    none: 'Nobody is assigned.',
    inUse: (count: number) => (count === 0 ? 'Not in use' : counted(count, 'seat in use', 'seats in use')),
  },
  more: (count: number) => `${count.toLocaleString('en')} more`,
};
