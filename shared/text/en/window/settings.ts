import { facts } from '../facts.ts';

/** Settings of this machine. */
export const settings = {
  title: 'Settings',
  beside: (machine: string) => `of ${machine}`,
  appearance: 'Appearance',
  theme: 'Theme',
  keepRunning: 'Keep running in the tray',
  keepRunningHint: 'Closing the window does not stop the heartbeat, so leases stay renewed.',
  saved: 'Saved',

  machine: 'This machine',
  name: 'Name',
  nameHint: 'What others see beside the seats it holds.',
  rename: 'Rename',
  identity: 'Identity',
  key: 'Fingerprint',
  keyHint: 'This machine is known by its own key pair, not by its parts or its name.',
  stateFolder: 'State folder',
  evidence: 'Hardware facts',
  evidenceHint:
    'They show that the key has not moved. Only hashes leave this machine, and none of these makes or breaks a license alone.',
  fact: 'Fact',
  state: 'State',
  facts,
  present: 'Present',
  reasons: {
    read: 'read',
    empty: 'Absent: the source is empty',
    placeholder: 'Absent: a known placeholder',
    unreadable: 'Absent: may not be read',
    'timed-out': 'Absent: it took too long',
  },

  changedTitle: 'The cloud sees other parts than before',
  changedBody: (parts: string) =>
    `Changed: ${parts}. If they were exchanged on purpose, say so: the leases renew themselves again. Until then they go on to their end.`,
  changedSome: 'some of them',
  same: 'This is the same machine',
  sameDone: 'This is the same machine',
  sameDoneBody: 'The cloud knows its new parts now. Its licenses renew themselves again.',
  clonedTitle: 'Another machine has the same identity',
  clonedBody:
    'One was copied from the other, or came back from a backup. The cloud cannot tell which; you can. Until then the leases on both end by themselves.',
  original: 'This is the original',
  originalDone: 'This is the original',
  originalDoneBody: 'It keeps its identity and its licenses. Say on the other one that it is the copy.',
  copy: 'This is the copy…',
  copyTitle: (machine: string) => `Make ${machine} a new machine?`,
  copyBody: (licenses: string[]) =>
    licenses.length === 0
      ? 'It gets an identity of its own. It holds no license, so nothing is lost.'
      : `It gets an identity of its own and loses ${licenses.join(', ')} now. The original keeps ${licenses.length === 1 ? 'it' : 'them'}. You can choose a license here again.`,
  copyConfirm: 'Make it a new machine',
  copyKeep: 'Not now',
  copyDone: (machine: string) => `${machine} is a new machine`,
  copyDoneBody: 'Choose a license for it, if a seat is free.',
  signInFirst: 'Sign in to confirm it: the cloud asks who says so.',

  image: 'Disk images',
  imageBody:
    'Before a disk image is made of this machine, wipe its identity. Each copy gets its own at its first start.',
  prepare: 'Prepare for imaging…',
  prepareTitle: (machine: string) => `Wipe the identity of ${machine}?`,
  prepareBody: (machine: string) =>
    `The key of ${machine} is deleted from this disk, and with it its open requests and your sign-in. Shut down and make the image right after: the next start makes a new machine of it, here and on every copy.`,
  prepareHeld: (licenses: string[]) =>
    `It still holds ${licenses.join(', ')}. Release ${licenses.length === 1 ? 'it' : 'them'} first: in an image ${licenses.length === 1 ? 'it' : 'they'} would be lost.`,
  prepareRelease: 'To the overview',
  prepareConfirm: 'Wipe its identity',
  prepareKeep: 'Keep it',
  preparedTitle: 'This machine is ready for imaging',
  preparedBody: (files: number) =>
    `${files} ${files === 1 ? 'file was' : 'files were'} deleted, and nobody is signed in. Shut it down now and make the image; do not start Greenroom before.`,

  cloud: 'Cloud',
  cloudName: 'Name',
  address: 'Address',
  fingerprint: 'Fingerprint',
  embedded: 'Starts with Greenroom, on this machine',
  cloudState: 'State',
  lastContact: 'Last contact',
  states: {
    unknown: 'Not asked yet',
    reachable: 'Reachable',
    unreachable: 'Cannot be reached',
    refused: 'Refuses this machine',
  },
  change: 'Use another cloud…',
  changeTitle: 'Use another cloud',
  newAddress: 'Address of the cloud',
  test: 'Look at it',
  found: (name: string) => `This is the cloud of ${name}.`,
  compare: 'Compare these words with the ones its people gave you, by telephone or on paper:',
  take: 'They are the same: use it',
  takeEmbedded: 'Use the one that comes with Greenroom',
  changeNote: 'You are signed out. Leases from the old cloud stay until they end.',
  changed: (name: string) => `This machine now belongs to ${name}`,

  secrets: 'Where your sign-in is kept',
  secretPlace: 'Place',
  places: {
    keychain: 'The keychain of the system',
    'safe-storage': 'The protected storage of the desktop app',
    'private-file': 'A private file, encrypted with a key beside it',
    memory: 'In memory only, from the environment',
  },
  allowPrivateFile: 'A private file may be used where there is no keychain',
  allowPrivateFileHint: 'Weaker than a keychain: whoever can read everything in your home folder could use it.',
  file: 'Settings file',
  licensesNote: 'Licenses are not secrets: they work whether or not your sign-in can be read.',
  back: 'Back to sign-in',
};
