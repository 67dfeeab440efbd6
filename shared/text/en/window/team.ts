import type { AddressVerdict } from '../../../models/addresses.ts';
import type { Role } from '../../../models/role.ts';
import { counted, many } from './counted.ts';

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);

/** Team: the people of an organization and those it has invited, for its managers. */
export const team = {
  title: 'Team',
  show: 'State',
  everybody: 'State',
  showRole: 'Role',
  anyRole: 'Role',
  people: (count: number) => (count === 1 ? '1 person' : `${many(count)} people and invitations`),
  filter: 'Search names, addresses and licenses',
  sortBy: (column: string, sorted: 'up' | 'down' | null) =>
    sorted === null
      ? `Sort by ${column}`
      : `Sorted by ${column}, ${sorted === 'up' ? 'upwards' : 'downwards'}: turn round`,
  failed: 'The people cannot be listed',
  nothingFound: (query: string) => `Nobody is found with “${query}”.`,
  showAll: 'Show everybody',
  clearSearch: 'Clear the search',
  nobody: 'Nobody is like that',
  nobodyBody: 'No person and no invitation has this state and role. Whoever is removed is listed under “Removed”.',
  notYoursTitle: (organization: string) => `Managers see the people of ${organization}`,
  notYoursBody: 'Your own account, and the organizations you belong to, are in the menu of your name.',
  toOverview: 'To the overview',
  keys: { move: 'Move', open: 'Open', mark: 'Mark', invite: 'Invite', remove: 'Remove', filter: 'Filter' },
  columns: { person: 'Person', role: 'Role', licenses: 'Licenses', date: 'Joined', state: 'State', mark: 'Marked' },
  groups: { invitation: 'Invited', person: 'Members', former: 'Removed' },
  states: {
    verified: 'Verified',
    unverified: 'Unverified',
    pending: 'Pending',
    endsSoon: 'Ends soon',
    expired: 'Expired',
    removed: 'Removed',
  },
  mark: (name: string) => `Mark ${name}`,
  roleOf: (name: string) => `Role of ${name}`,
  you: 'You',
  noLicense: 'No license',
  licenses: (count: number) => counted(count, 'license'),
  onAcceptance: (names: string) => `${names} on acceptance`,
  invitedBy: (name: string | null) => (name === null ? 'by the vendor' : `by ${name}`),
  removedBy: (name: string | null, hasLeft: boolean) =>
    hasLeft ? 'left by themselves' : name === null ? 'by somebody who is gone' : `by ${name}`,
  wasRole: (role: string) => `was ${role}`,
  openPage: 'Open page',
  accountAndEmail: (name: string, email: string) => `${name}, ${email}`,

  facts: {
    email: 'E-mail',
    role: 'Role',
    joined: 'Joined',
    invited: 'Invited',
    ends: 'Link ends',
    licenses: 'On acceptance',
    id: 'Number',
    removed: 'Removed',
    account: 'Account',
    note: 'Note',
  },
  licensesTitle: 'Licenses here',
  noLicenses: 'No license is assigned, and no seat is in use.',
  byRole: 'by role, not assigned',
  idle: 'Not in use',
  moreLicenses: (count: number) => `And ${many(count)} more on their page.`,

  roleHints: {
    member: 'Uses what is assigned to them.',
    reader: 'Also views all resources.',
    editor: 'Also takes seats of floating licenses.',
    manager: 'Also runs people, licenses and machines.',
    owner: 'Everything, with billing and closing.',
  } satisfies Record<Role, string>,
  roleDone: (name: string, role: string) => `${name} is ${role} now`,
  roleSeats: (count: number) =>
    `${counted(count, 'seat')} in use will end in 12 hours: the new role does not allow them.`,
  roleSelfTitle: (role: string) => `Make yourself ${role}?`,
  roleSelfBody: 'You may lose this page, and what comes with your role. Another Manager or Owner can give it back.',
  roleSelfConfirm: 'Change my role',

  invite: 'Invite people',
  inviteTitle: (organization: string) => `Invite people to ${organization}`,
  addresses: 'E-mail addresses',
  addressesHint: 'Separated by commas or lines; a pasted list with names works too.',
  addressesPlaceholder: 'jo@studio.example, Kim Berg <kim@studio.example>',
  verdictsLabel: 'What will happen to each address',
  verdicts: {
    valid: 'Gets an invitation',
    'is-member': 'Already a member',
    'is-invited': 'Already invited',
    repeated: 'Named twice',
    'not-an-address': 'Not an address',
  } satisfies Record<AddressVerdict, string>,
  role: 'Role',
  licensesLabel: 'Licenses to assign on acceptance',
  licensesNone: 'None',
  licensesMore: 'Another one',
  licensesNothing: 'No license is called that',
  licenseOf: (name: string, seats: number) => `${name}, ${counted(seats, 'seat')}`,
  licenseOut: (name: string) => `Leave out ${name}`,
  inviteSubmit: (count: number) => (count === 0 ? 'Invite' : `Invite ${people(count)}`),
  inviteDone: (count: number) => `${people(count)} invited`,
  inviteDoneBody: 'Each gets a mail with a link that is good for 15 days.',
  inviteNobody: 'Nobody was invited',
  inviteNobodyBody: 'Everybody there is a member or invited already.',
  tooMany: (most: number) => `At most ${most} addresses at once.`,

  resend: 'Send again',
  resendDone: (email: string) => `Sent to ${email} again`,
  resendDoneBody: (until: string) => `The new link is good until ${until}; the old one is dead.`,
  cancel: 'Cancel invitation',
  cancelTitle: (email: string) => `Cancel the invitation of ${email}?`,
  cancelBody: 'Its link is dead at once. You can invite the same address again at any time.',
  cancelConfirm: 'Cancel invitation',
  cancelDone: 'The invitation is cancelled',

  remove: 'Remove from organization',
  removeMarked: (count: number) => `Remove ${people(count)}`,
  removeTitle: (names: string, organization: string) => `Remove ${names} from ${organization}?`,
  removeMany: people,
  removeBody:
    'Their licenses are unassigned at once. What runs on an online seat may finish for 12 hours, then its machine lands in the picker. API keys that they made stop working. Each gets a mail; their account stays.',
  removeSafe: (count: number) => (count === 1 ? 'Do not remove' : 'Keep them'),
  removeConfirm: 'Remove',
  removeDone: (count: number) => `${people(count)} removed`,
  removeSeats: (count: number) =>
    count === 0 ? 'No seat was in use.' : `${counted(count, 'seat')} in use will end in 12 hours.`,
  removeKeys: (count: number) =>
    count === 0 ? '' : `${count === 1 ? 'An API key' : `${count} API keys`} they had made stopped working.`,
  removeLeft: (count: number) => `${people(count)} could not be removed`,
  refused: {
    'last-owner': 'is the last Owner',
    'not-allowed': 'is an Owner, whom only an Owner removes',
    'not-found': 'was removed by somebody else',
  },
  refusedOffline: (machine: string, until: string) =>
    `has ${machine} offline until ${until}: return it first, or write it off`,
  leave: 'Leave organization',
  leaveTitle: (organization: string) => `Leave ${organization}?`,
  leaveBody:
    'Its licenses are no longer yours to use. What runs on an online seat of yours may finish for 12 hours. Your account stays.',
  leaveSafe: 'Stay',
  leaveConfirm: 'Leave',
  leaveDone: (organization: string) => `You have left ${organization}`,
};
