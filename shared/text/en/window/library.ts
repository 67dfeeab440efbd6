import { sizes } from '../sizes.ts';
import { counted } from './counted.ts';

const { bytes } = sizes;

/** What was downloaded to this machine, and the ways onto sticks and off them. */
export const library = {
  title: 'Library',
  used: (count: number, size: number) => `${counted(count, 'file')}, ${bytes(size)}`,
  free: (size: number) => `${bytes(size)} free on this disk`,
  folder: 'Folder',
  emptyTitle: 'Nothing was downloaded yet',
  emptyBody: 'What you download or take from a stick lies here, verified, and the next version is built from it.',
  emptyAction: 'To the releases',
  failed: 'The library cannot be shown',

  old: (size: number) => `Old versions take ${bytes(size)}`,
  oldBody: 'A newer version of each is here too. What you keep stays.',
  removeOld: 'Remove old versions',
  removeOldTitle: (count: number) => `Remove ${counted(count, 'old file')}?`,
  removeOldBody: (size: number) =>
    `This frees ${bytes(size)}. The newest version of each stays, and so does everything you keep: the next version is still built from those.`,
  keepOld: 'Keep them',
  removedOld: (count: number) => `${counted(count, 'old file')} removed`,
  removedOldBody: (size: number) => `${bytes(size)} are free again.`,

  verified: (date: string) => `verified ${date}`,
  kept: 'Kept',
  keep: (title: string) => `Keep ${title} when old versions are removed`,
  noLongerKeep: (title: string) => `No longer keep ${title}`,
  oldVersion: 'Old version',
  menu: (title: string) => `${title}: what to do with it`,
  show: 'Show',
  showInFolder: 'Show in folder',
  showNamed: (title: string) => `Show ${title} in its folder`,
  shown: (name: string) => `${name} is shown in its folder`,
  install: 'Install',
  installNamed: (title: string) => `Install ${title}`,
  open: 'Open',
  openNamed: (title: string) => `Open ${title}`,
  remove: 'Remove',

  installTitle: (title: string, version: string) => `Install ${title} ${version}?`,
  signedBy: (publisher: string) => `Verified: signed by ${publisher}`,
  signed: 'Verified: signed by its publisher',
  installBody:
    'Greenroom checks it once more from its first byte to its last, and then hands it to the system. The system may ask for somebody who may install programs.',
  checking: (size: number) => `Checking ${bytes(size)} once more, from the first byte to the last`,
  opened: (name: string) => `${name} was handed to the system`,
  openedBody: 'Every byte of it is what its publisher signed.',
  notNow: 'Not now',
  stop: 'Stop',

  removeTitle: (title: string, version: string) => `Remove ${title} ${version}?`,
  removeBody: (name: string, size: number) => `${name} is deleted from this machine, which frees ${bytes(size)}.`,
  removeLast:
    'It is the only version of it here: the next one is then fetched in full. It can be downloaded again at any time.',
  removeOlder: (version: string) => `The next version is then built from ${version}, which saves less.`,
  removeNewer: (version: string) => `The next version is built from ${version} anyway, so hardly anything is lost.`,
  removed: (title: string, version: string) => `${title} ${version} is removed`,

  save: {
    title: (release: string) => `Save ${release} to a stick`,
    drives: 'Stick',
    none: 'No stick is in this machine',
    noneBody: 'Plug one in: it shows up here by itself.',
    free: (size: number) => `${bytes(size)} free`,
    freeUnknown: 'Free space unknown',
    readOnly: 'Write-protected',
    tooSmall: (size: number) => `${bytes(size)} free, too little`,
    files: 'Files',
    isHere: 'On this machine',
    isFetched: 'Fetched on the way',
    needed: (size: number, fetched: number) =>
      fetched === 0
        ? `${bytes(size)} to write, all of it from this machine.`
        : fetched === size
          ? `${bytes(size)} to write. It is not on this machine, so it is fetched on the way.`
          : `${bytes(size)} to write, of which ${bytes(fetched)} are fetched on the way.`,
    nothing: 'Choose what to take along.',
    proofs: (cloud: string | null) =>
      `Beside the files the stick will hold what proves them: their signed manifest and index, the trust root of ${cloud ?? 'the cloud'}, a signature for minisign, and a page that says what it is and how to add it.`,
    confirm: (size: number, drive: string) => `Save ${bytes(size)} to ${drive}`,
    confirmNone: 'Save to stick',
    started: (release: string, drive: string) => `${release} goes to ${drive}`,
    startedBody: 'It goes on in the transfers, also when this window is closed. Pull the stick out when they are done.',
  },

  add: {
    title: 'Add from USB',
    looking: 'Looking at the sticks',
    none: 'No stick is in this machine',
    noneBody: 'Plug in a stick with a release on it: it shows up here by itself.',
    nothing: (drives: string) => `There is no release on ${drives}`,
    nothingBody:
      'On a machine with a network, open Downloads, choose a version and “Save to USB”. The stick then holds everything that proves it.',
    noCloud: 'This machine does not know its cloud yet',
    noCloudBody:
      'Whether a release is genuine is told by the trust root of the cloud. Open it first: it is on the stick.',
    toTrust: 'Open the trust root',
    on: (drive: string) => `on ${drive}`,
    verified: 'Verified',
    refused: 'Refused',
    oldList:
      'Its list of releases has expired, so nobody can say here whether there is a newer one. It is genuine all the same.',
    files: (release: string) => `Files of ${release}`,
    isHere: 'On this machine',
    confirm: (size: number) => `Add ${bytes(size)}`,
    confirmNone: 'Add to library',
    note: 'Every byte is checked on its way. No network is needed.',
    started: (release: string) => `${release} comes into the library`,
    startedBody: 'It goes on in the transfers. Leave the stick in until they are done.',
    tryAgain: 'Look again',
  },

  offer: {
    title: (drive: string) => `${drive} holds a release`,
    more: (count: number) => `and ${counted(count, 'more release')}`,
    add: 'Add to library',
  },
};
