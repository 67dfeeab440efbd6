import type { DiagnosticsStep } from '../../models/diagnostics.ts';
import { sizes } from './sizes.ts';

const titles: Record<DiagnosticsStep, string> = {
  machine: 'Program and machine',
  cloud: 'Cloud',
  leases: 'Licenses and state folder',
  offline: 'Offline files',
  transfers: 'Downloads and library',
  secrets: 'Keychain',
  settings: 'Settings',
  log: 'Log',
  network: 'Network',
  clock: 'Clock',
};

/** What each step is for, before it is looked at. */
const purposes: Record<DiagnosticsStep, string> = {
  machine: 'Version, system, and which hardware facts are there',
  cloud: 'Whether it can be reached, and is the known one',
  leases: 'What this machine holds, and whether its files are well',
  offline: 'Requests, returns and sticks that are under way',
  transfers: 'What is on its way, and what lies here',
  secrets: 'Where the sign-in is kept, never what it is',
  settings: 'As they are on this machine',
  log: 'The last lines, without what is secret in them',
  network: 'Interfaces, names, proxy',
  clock: 'What the clock of this machine is worth',
};

const yesNo = (value: boolean) => (value ? 'yes' : 'no');
const at = (moment: number | null) => (moment === null ? 'never' : new Date(moment).toISOString());

/** The support bundle: what stands in it. It is read by support, in English, on any machine. */
export const diagnostics = {
  titles,
  purposes,
  at,
  yesNo,
  bytes: sizes.bytes,
  none: 'none',
  unknown: 'not known',
  /** One line of facts. */
  fact: (label: string, value: string | number | boolean | null | undefined) =>
    `${label}: ${typeof value === 'boolean' ? yesNo(value) : (value ?? 'not known')}`,
  stepFailed: (why: string) => `This step could not find out all of it: ${why}`,
  tookTooLong: (seconds: number) => `no answer within ${seconds} seconds`,
  more: (count: number) => `… and ${count} more`,
  cut: '… the beginning is left out',

  facts: {
    version: 'Greenroom',
    host: 'Runs as',
    system: 'System',
    machine: 'Machine',
    id: 'Machine id',
    platform: 'Platform',
    virtual: 'Virtual machine',
    evidence: 'Hardware facts',
    url: 'Address',
    cloudName: 'Name',
    fingerprint: 'Fingerprint',
    embedded: 'Comes with the app',
    state: 'State',
    why: 'Because',
    since: 'Since',
    lastContact: 'Last contact',
    asked: 'Asked now',
    reached: (milliseconds: number) => `answered in ${milliseconds} ms`,
    sameCloud: 'Is the known cloud',
    session: 'Session',
    lastHeartbeat: 'Last heartbeat',
    nextHeartbeat: 'Next heartbeat',
    leases: 'Leases',
    notices: 'Notices',
    stateFolder: 'State folder',
    files: 'Files',
    requests: 'Open requests',
    returns: 'Given back by file',
    acknowledgement: 'Acknowledgement to carry back',
    drives: 'Sticks',
    transfers: 'Transfers',
    library: 'Library',
    used: 'Used',
    free: 'Free',
    old: 'Old versions',
    place: 'Sign-in is kept in',
    places: 'Places there are',
    signedIn: 'Signed in',
    file: 'Settings file',
    interfaces: 'Interfaces',
    environment: 'Variables that are set',
    lookup: 'Name of the cloud',
    lookedUp: (count: number, milliseconds: number) => `${count} addresses in ${milliseconds} ms`,
    wall: 'Wall clock',
    trusted: 'Trusted time',
    difference: 'Wall clock ahead by',
    seconds: (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`,
    clock: 'Verdict',
    booted: 'Running for',
    boot: 'This boot has a name',
    zone: 'Time zone',
  },

  readMe: ({
    madeAt,
    version,
    sections,
    leftOut,
  }: {
    madeAt: number;
    version: string;
    sections: readonly { file: string; title: string; failed: boolean }[];
    leftOut: readonly string[];
  }) =>
    [
      'Greenroom diagnostics',
      '=====================',
      '',
      `Made ${at(madeAt)} by Greenroom ${version}, for support.`,
      '',
      'What is in it',
      ...sections.map(({ file, title, failed }) => `  ${file}  ${title}${failed ? ' (incomplete)' : ''}`),
      ...(sections.length === 0 ? ['  nothing: every step was left out'] : []),
      '',
      ...(leftOut.length > 0 ? ['Left out by whoever made it', ...leftOut.map((title) => `  ${title}`), ''] : []),
      'What was taken out, by this machine, before anybody saw it',
      '  passwords, tokens, cookies, keys and signed blocks   [secret] [key]',
      '  what stands behind ? and # in addresses of pages      [secret]',
      '  names of people, and their home folder                [name] ~',
      '  e-mail addresses, but for the first letter            j…@studio.example',
      '  serial numbers, network hardware, UUIDs               [serial] [mac] [uuid]',
      '  addresses on the internet                             [public address]',
      '',
      'Every file is plain text. Each was shown before this was saved or sent; read it before you pass it on.',
      '',
    ].join('\n'),
};
