import { counted } from './counted.ts';

/** People as a file, out and in. */
export const peopleFile = {
  title: 'People from a file',
  menu: 'People as a file',
  import: 'Import from CSV…',
  export: 'Export as CSV',
  exported: 'The people are exported',
  exportedBody: (count: number) => `${counted(count, 'line')}: members and open invitations.`,
  fileName: (organization: string) => `people ${organization}`,
  back: 'Back to the team',
  leadTitle: 'Bring a list of people',
  lead: 'A CSV file with the columns email, role and licenses. Nothing happens before you have seen what it would do.',
  rules: [
    'A person who is not here yet is invited, with the role and the licenses of the line.',
    'A column that is not there, or an empty cell, changes nothing. “none” in licenses takes them all.',
    'Whoever is not in the file stays as they are.',
  ],
  choose: 'Choose a file…',
  other: 'Choose another file…',
  example: 'Export the people of today',
  reading: 'Reading the file…',
  tooBig: 'This file is larger than 2 MB.',
  ignored: (columns: readonly string[]) =>
    `${columns.length === 1 ? 'This column says' : 'These columns say'} nothing here: ${columns.join(', ')}.`,
  groups: { change: 'Will change', problem: 'Left out', same: 'As it says already' },
  columns: { person: 'Line', change: 'What it does', state: 'State' },
  line: (line: number) => `Line ${line}`,
  apply: (count: number) => `Apply ${counted(count, 'line')}`,
  nothing: 'Nothing to change',
  stop: 'Stop',
  progress: (done: number, all: number) => `${done.toLocaleString('en')} of ${counted(all, 'line')} done`,
  done: (count: number) => `${counted(count, 'line')} done`,
  doneBody: (left: number) =>
    left === 0 ? 'It is all in the audit log.' : `${counted(left, 'line')} could not be done.`,
  saveReport: 'Save report',
  reportName: (day: string) => `people report ${day}`,
  reportColumns: ['line', 'email', 'done', 'left out'],
  invited: 'Invited already: nothing changes before the invitation is accepted.',
  steps: {
    invite: (role: string, licenses: readonly string[]) =>
      `Invite as ${role}${licenses.length === 0 ? '' : `, with ${licenses.join(', ')}`}`,
    'set-role': (from: string, to: string) => `${from} becomes ${to}`,
    assign: (licenses: readonly string[]) => `Assign ${licenses.join(', ')}`,
    unassign: (licenses: readonly string[]) => `Unassign ${licenses.join(', ')}`,
    grace: (license: string, until: string) => `${license} (goes on until ${until})`,
  },
  states: { change: 'Ready', done: 'Done', problem: 'Left out', same: 'Nothing to do' },
  problems: {
    'not-an-address': (what: string) => `“${what}” is no e-mail address.`,
    repeated: (what: string) => `${what} was in a line before.`,
    'unknown-role': (what: string) => `There is no role “${what}”.`,
    'unknown-license': (what: string) => `There is no license “${what}” here.`,
    'license-over': (what: string) => `The license ${what} is over.`,
    'not-allowed': (what: string) => `Only an Owner can do this: ${what}.`,
    'role-not-offered': (what: string) => `This organization uses no role “${what}”: it has Owner, Admin and Member.`,
    'own-role-gone': () =>
      'Your own role would be gone by then. Put the line that changes it last, with nothing else in it.',
    'last-owner': () => 'The last Owner stays. Hand over first.',
    'seat-is-offline': (what: string) => `A seat of ${what} is offline. It has to come back first.`,
    'changed-meanwhile': () => 'Something changed meanwhile. Read the file again.',
  },
};
