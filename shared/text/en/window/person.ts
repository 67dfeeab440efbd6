import { counted } from './counted.ts';

/** One person of the team, for its managers. */
export const person = {
  back: 'Team',
  failed: 'This person cannot be shown',
  gone: 'Nobody of that number is or was in this organization',
  goneBody: 'They may belong to another organization, or their record was deleted.',
  toTeam: 'To the team',

  about: 'Person',
  accountName: 'Account',

  called: 'How they are called here',
  calledHint: 'Only this organization sees it. Their account keeps its own name.',
  name: 'Name here',
  nameBad: 'At most 80 letters, in one line.',
  note: 'Note',
  noteHint: 'For Managers and Owners. The person does not see it.',
  noteBad: 'At most 1 000 letters.',
  save: 'Save',
  saved: 'Saved',
  undo: 'Undo',

  licenses: 'Licenses',
  none: 'No license is assigned, and no seat is in use.',
  noneFormer: 'No license is assigned, and no seat is left.',
  assigned: 'Assigned',
  byRole: 'By role, not assigned',
  idle: 'Not in use',
  more: (count: number) => `Show ${count} more`,
  mark: (license: string) => `Mark ${license}`,
  graceUntil: (until: string, left: string) => `Unassigned: ends ${left}, at ${until}`,
  release: 'Release',
  releaseOn: (license: string, machine: string) => `Release ${license} on ${machine}`,

  assign: 'Assign licenses',
  assignTitle: (name: string) => `Assign licenses to ${name}`,
  search: 'Search licenses',
  found: (shown: number, total: number) =>
    total > shown ? `${shown} of ${total}: search to see the others` : counted(total, 'license'),
  nothingFound: 'No license is called that, or they have it already.',
  nothingToAssign: 'Every license that runs is theirs already.',
  seatsAndPeople: (seats: number, people: number) =>
    `${counted(seats, 'seat')}, assigned to ${people === 0 ? 'nobody' : people === 1 ? '1 person' : `${people} people`}`,
  assignSubmit: (count: number) => (count === 0 ? 'Assign' : `Assign ${counted(count, 'license')}`),
  assignDone: (count: number, name: string) => `${counted(count, 'license')} assigned to ${name}`,
  assignDoneBody: 'They may use it at once, on any machine.',

  unassign: 'Unassign',
  unassignMarked: (count: number) => `Unassign ${counted(count, 'license')}`,
  unassignOf: (license: string) => `Unassign ${license}`,
  unassignTitle: (license: string, name: string) => `Unassign ${license} from ${name}?`,
  unassignTitleMany: (count: number, name: string) => `Unassign ${counted(count, 'license')} from ${name}?`,
  effects: {
    idle: 'Not in use: gone at once.',
    role: 'Their role lets them use it all the same: what runs goes on.',
    grace: (machine: string) =>
      `In use on ${machine}: it may finish for 12 hours, which the machine counts down; then it lands in the picker.`,
    running: (machine: string, until: string) => `Already ending on ${machine}, at ${until}.`,
    offline: (machine: string, until: string) =>
      `Out on ${machine}, offline, until ${until}: it cannot be unassigned before. Return it by file or over the network, or wait until then.`,
  },
  unassignSafe: 'Keep',
  unassignConfirm: 'Unassign',
  unassignDone: (count: number) => `${counted(count, 'license')} unassigned`,
  unassignGrace: (count: number) =>
    count === 0 ? 'Nothing was in use.' : `${counted(count, 'seat')} in use will end in 12 hours.`,
  toReturn: 'Returns on Offline',
  toMachine: (machine: string) => `Show ${machine}`,

  offline: 'Without a network',
  offlineBody: (name: string) =>
    `Answer request files from machines of ${name}, and take in what comes back. The files go into their name.`,
  offlineRequest: 'Requests and returns',

  deeds: 'What they did last',
  noDeeds: 'Nothing is on record.',
  allDeeds: 'All of it in the audit log',

  ending: 'Leaving',
  leaveBody: 'Your licenses here are unassigned. Your account stays.',
  removeBody: 'Their licenses are unassigned; what runs online may finish for 12 hours. Name and note are kept.',
  formerBody: (when: string, by: string | null, hasLeft: boolean) =>
    hasLeft
      ? `They left on ${when}.`
      : by === null
        ? `They were removed on ${when}.`
        : `${by} removed them on ${when}.`,
  inviteAgain: 'Invite again',
  inviteAgainDone: (email: string) => `${email} is invited`,
  inviteAgainDoneBody: 'When they accept, name and note are as they are here.',
  inviteAgainNot: 'They are invited already',
  forget: 'Delete record',
  forgetTitle: (name: string) => `Delete the record of ${name}?`,
  forgetBody:
    'The name and the note that are kept here are gone for good. The audit log stays as it is, and so does their account.',
  forgetSafe: 'Keep the record',
  forgetConfirm: 'Delete record',
  forgetDone: (name: string) => `The record of ${name} is deleted`,

  handOver: {
    title: 'Ownership',
    body: (name: string) => `You can hand the organization over to ${name}, who is Manager.`,
    start: 'Hand over ownership',
    dialogTitle: (organization: string, name: string) => `Hand ${organization} over to ${name}?`,
    consequence: (name: string) =>
      `When ${name} accepts, they are Owner, with billing and closing. You are Manager from then on, and only they can give it back.`,
    days: (name: string) =>
      `${name} gets a mail and has 7 days to answer. Until then nothing changes, and you can withdraw it.`,
    typeName: (organization: string) => `Type ${organization} to confirm`,
    password: 'Your password',
    passwordWrong: 'That is not your password.',
    nameWrong: 'That is not the name of the organization.',
    safe: 'Stay Owner',
    confirm: 'Offer ownership',
    done: (name: string) => `${name} is asked`,
    doneBody: 'You hear of the answer by mail.',
    toMeTitle: (organization: string) => `Be Owner of ${organization}?`,
    toMeBody: (from: string, until: string) =>
      `${from} offers you to be Owner in their place. You can answer until ${until}; until then everything stays as it is.`,
    accept: 'Accept',
    acceptTitle: (organization: string) => `Become Owner of ${organization}?`,
    acceptBody: (from: string) =>
      `You are Owner from now on, with billing and closing, and ${from} is Manager. Both of you get a mail.`,
    acceptSafe: 'Not yet',
    acceptConfirm: 'Become Owner',
    accepted: (organization: string) => `You are Owner of ${organization}`,
    acceptedBody: (from: string) => `${from} is Manager now.`,
    decline: 'Decline',
    declined: 'Declined',
    declinedBody: (from: string) => `${from} stays Owner.`,
    fromMeTitle: (to: string) => `Waiting for the answer of ${to}`,
    fromMeBody: (organization: string, from: string, until: string) =>
      `${from} has offered them to be Owner of ${organization}. They can answer until ${until}.`,
    withdraw: 'Withdraw',
    withdrawn: 'Withdrawn',
    withdrawnBody: 'Everything stays as it is.',
  },
};
