import { diagnostics } from './cli-diagnostics.ts';
import { downloads } from './cli-downloads.ts';
import { offline } from './cli-offline.ts';

/** The terminal: usage, help, tables, prompts. */
export const cli = {
  diagnostics,
  downloads,
  offline,
  usage: 'Usage',
  commandUsage: '<noun> <verb> [--flag value …]',
  example: 'Example',
  failures: 'May fail with (exit code)',
  required: 'required',
  byDefault: (value: string) => `${value} when left out`,
  moreHelp: (program: string) => `${program} <noun> <verb> --help says more about one command.`,
  inputFlag: 'the whole input as a JSON file, or - for standard input; flags win over it',
  jsonFlag: 'answer as JSON, in the shape of the contract',
  valueKinds: {
    text: 'text',
    number: 'number',
    boolean: 'true|false',
    moment: 'date',
    nested: 'JSON',
  },

  unexpected: 'not expected here; values come behind their flag',
  needsValue: 'needs a value behind it',
  unknownFlag: (meant: string | null) =>
    meant === null ? 'unknown flag; --help lists them' : `unknown flag; did you mean ${meant}?`,
  unknownCommand: (meant: string | null, choices: string[]) =>
    meant === null ? `unknown command; known here: ${choices.join(', ')}` : `unknown command; did you mean “${meant}”?`,

  unreadable: (file: string) => `${file} cannot be read`,
  notJson: (file: string) => `${file === '-' ? 'standard input' : file} does not hold a JSON object`,
  /** `which`: the flag that was not given. */
  password: (which: string, what: string) =>
    `${which.slice(0, 1).toUpperCase()}${which.slice(1).replaceAll('-', ' ')} for ${what}: `,
  secondStep: {
    totp: 'Code of the authenticator app, or a recovery code: ',
    mail: 'Code from the e-mail that was just sent, or a recovery code: ',
    recovery: 'Recovery code: ',
  },
  signIn: (code: string, url: string, until: string) =>
    `Open ${url} in any browser and approve the code ${code}.\nIt is good until ${until}. Waiting…\n`,

  own: {
    check: 'Says whether a product may run on this machine; needs nothing and no network',
    agent: 'Keeps the licenses of a machine without a screen, until it is stopped',
    open: 'Opens Greenroom as a page in the browser of this machine',
    empty: 'a new embedded cloud begins without sample data',
  },
  agent: {
    owner: (processId: number) =>
      `Greenroom keeps the licenses of this machine (process ${processId}). Ctrl C stops it.`,
    door: (processId: number) =>
      `Greenroom runs on this machine already; process ${processId} stands by and takes over when it ends.`,
    stopped: 'Greenroom has stopped. Leases go on until they end.',
  },

  done: 'Done.',
  nothing: 'Nothing here.',
  never: 'never',
  yes: 'yes',
  no: 'no',

  licenses: {
    headings: ['STATE', 'LICENSE', 'IN USE ON', 'LICENSE ENDS', 'ID'],
    held: { state: 'State', leasedUntil: 'Leased until', licenseEnds: 'License ends', lease: 'Lease' },
    mine: 'yours',
    freeSeats: (free: number, seats: number) => (seats === 1 ? 'free' : `${free} of ${seats} free`),
    usedSeats: (seats: number) => (seats === 1 ? 'in use' : `all ${seats} in use`),
    renewsItself: 'renews itself',
    availability: {
      'not-assigned': 'not assigned',
      'not-started': 'not started',
      ended: 'ended',
      revoked: 'revoked',
    },
    standing: { valid: 'on this machine', 'unassign-grace': 'ends soon', 'lease-grace': 'in grace', ended: 'ended' },
    more: (count: number) => `and ${count} more`,
    none: 'No licenses. Ask a Manager of your organization to assign one to you.',
    nothingHeld: 'No license on this machine. “greenroom license list” shows what there is.',
  },
  people: {
    signedIn: (name: string, email: string) => `Signed in as ${name}, ${email}.`,
    headings: ['', 'ORGANIZATION', 'ROLE', '', 'ID'],
    current: 'working here',
    isDefault: 'default',
    noOrganization: 'You belong to no organization yet.',
  },
  status: {
    machine: 'Machine',
    cloud: 'Cloud',
    person: 'Person',
    owner: 'Runs as',
    hosts: { desktop: 'desktop app', web: 'local page', agent: 'agent', command: 'this command alone' },
    process: (id: number) => `process ${id}`,
    heartbeat: 'Last heartbeat',
    noHeartbeat: 'none yet',
    requests: 'Open requests',
    request: (purpose: string, wanted: string, useBy: string) =>
      `${wanted || 'any license'} (${purpose}), to be answered by ${useBy}`,
    returns: 'Given back',
    returned: (license: string, at: string) => `${license}, ${at}; the receipt is not here yet`,
    sticks: 'Sticks',
    stick: (label: string, files: number, ours: number) =>
      `${label}: ${files === 0 ? 'nothing of Greenroom' : `${files} file${files === 1 ? '' : 's'}`}${ours > 0 ? `, ${ours} for this machine: greenroom offline apply` : ''}`,
    cloudStates: { unknown: 'not asked yet', reachable: 'reachable', unreachable: 'unreachable', refused: 'refused' },
    dismiss: (id: string) => `Take note of it: greenroom notice dismiss --notice ${id}`,
    session: { 'signed-out': 'nobody is signed in', waiting: 'a sign-in by code waits to be approved' },
  },

  machines: {
    headings: ['MACHINE', 'LICENSE', 'LEASED UNTIL', 'LEASE', 'HARDWARE'],
    noLease: 'no license',
    barred: 'Barred',
    modes: { online: 'online', offline: 'offline' },
    none: 'No machine holds a license of this organization.',
    more: (next: string) => `There are more: --after "${next}"`,
    count: (machines: number, needs: number) => `Machines: ${machines}. Need somebody: ${needs}.`,
    issuedHeadings: ['MACHINE', 'LICENSE', 'PERSON', 'LEASED UNTIL', 'STATE'],
    noneIssued: 'No offline license was issued yet.',
    roomHeadings: ['ID', 'LICENSE', 'USED', 'GOOD UNTIL', 'STATE'],
    used: (used: number, uses: number) => `${used} of ${uses}`,
    open: 'open',
    closed: 'closed',
    noRooms: 'No room codes. “greenroom cloud room create” makes one.',
  },

  page: {
    at: (address: string) => `Greenroom is at ${address}\nThe address is good once, on this machine.`,
    again: 'Press Enter for another one, Ctrl C to stop.',
  },
};
