/** Words about one license, wherever it is shown. */
export const license = {
  columns: {
    license: 'License',
    machine: 'Machine',
    leasedUntil: 'Leased until',
    ends: 'License ends',
    dates: 'Dates',
    state: 'State',
  },
  leasedUntil: 'Leased until',
  licenseEnds: 'License ends',
  notLeased: 'Not leased',
  never: 'Never',
  hours: (hours: number) => `${hours} h`,
  renewsItself: 'renews itself',
  forRenewing: (hours: number) => `for ${hours} h, renewing`,
  until: (date: string) => `until ${date}`,
  ends: (date: string) => `ends ${date}`,
  neverEnds: 'never ends',
  noMachine: 'No machine',
  online: 'Online',
  offline: 'Offline',
  facts: {
    person: 'Person',
    machine: 'Machine',
    mode: 'Mode',
    seats: 'Seats',
    assigned: 'Assigned to',
    lease: 'Lease',
    overlaps: 'Overlaps',
    held: 'In use by',
  },
  nobody: 'Nobody',
  seatsUsed: (used: number, seats: number) => `${used} of ${seats} in use`,
  overlaps: (count: number, limit: number) => `${count} of ${limit} in 30 days`,
  anyone: (organization: string) => `Anyone at ${organization}`,
  you: 'You',
  onlineSince: (date: string) => `Online since ${date}`,
  offlineSince: (date: string) => `Offline since ${date}`,
  includes: (edition: string) => `${edition} includes`,
  trial: 'Trial',
  and: (names: string[]) => names.join(', '),
  personOn: (person: string, machine: string) => `${person} on ${machine}`,
  release: 'Release license',
  changeEdition: 'Change edition',
  activate: 'Activate on this machine',
  activated: (name: string) => `${name} is on this machine`,
  activatedDates: (until: string, ends: string) => `Leased until ${until}, license ends ${ends}`,
};

/** Asking before a seat is freed. */
export const release = {
  title: (license: string, machine: string) => `Release ${license} on ${machine}?`,
  here: 'This machine loses this license now. You land in the license picker and stay signed in. The seat is free for another machine at once.',
  elsewhereOwn:
    ' loses this license now and lands in the license picker. The seat is free for another machine at once.',
  elsewhere: (person: string) =>
    ` loses this license now. ${person} lands in the license picker there and stays signed in. The seat is free for another machine at once.`,
  elsewhereNobody:
    ' loses this license now, and what runs with it stops. The seat is free for another machine at once.',
  mayRunOn: (machine: string, until: string, count: number, limit: number) =>
    `Without a network ${machine} may run on until ${until}. That makes overlap ${count} of ${limit} in 30 days.`,
  confirm: 'Release license',
  done: (license: string) => `${license} is free`,
  doneHere: 'This machine has given the seat back.',
  doneElsewhere: (machine: string) => `${machine} learns it at its next heartbeat.`,
};
