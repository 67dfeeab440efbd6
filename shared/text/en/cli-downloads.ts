import type { Transfer } from '../../models/transfer.ts';
import { sizes } from './sizes.ts';

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** What the terminal says about releases, transfers and the library. */
export const downloads = {
  summaries: {
    start:
      'Downloads a release: its installer for this machine, or the artifacts that are named. Stays until it is done, whatever the network does',
    resume: 'Goes on with a transfer, or with all of them; stays until they are done where nothing else runs them',
    watch: 'Follows all transfers until Ctrl C; runs them where nothing else does',
    save: 'Writes a release to a stick with everything that proves it; what is not here yet comes from the cloud',
    add: 'Takes a release from a stick into the library, verified from its first byte to its last; needs no network',
  },
  flags: {
    detach: 'returns at once, where an agent or the desktop app goes on with it',
    artifacts: 'as “greenroom release show” names them; left out: the installer for this machine',
    artifactsOnStick: 'left out: all of them',
    organization: 'in whose name; left out: the one you work in',
    transfer: 'left out: all of them',
    folder: 'on the stick; left out: the only release on it',
    drive: 'left out: the only stick in this machine',
  },
  platforms: { linux: 'Linux', macos: 'macOS', windows: 'Windows' },
  forAll: 'all',

  releases: {
    headings: ['STATE', 'VERSION', 'RELEASED', 'FILES', 'SIZE', 'NEWS'],
    here: 'on this machine',
    notHere: 'not here',
    yanked: 'taken back',
    filesHere: (here: number, all: number) => (here === 0 ? String(all) : `${here} of ${all} here`),
    none: 'No releases are known here. They follow from the licenses of the organization you work in (greenroom session sign-in), and from sticks.',
    noneOf: 'Nothing is published yet.',
    unknownFreshness: 'The signed list has expired: there may be newer ones. A network, or a newer stick, tells.',
    asOf: (moment: string) => `As last seen ${moment}; the cloud does not answer now.`,
    neverAsked: 'From sticks; the cloud was never asked on this machine.',
    refused: (list: string, why: string) => `The list of ${list} was refused: ${why}`,
    channel: 'Channel',
    released: 'Released',
    takenBack: 'Taken back',
    minimum: 'Supported from',
    publisher: 'Signed by',
    artifactHeadings: ['STATE', 'ARTIFACT', 'WHAT', 'FOR', 'SIZE'],
    next: (product: string, version: string) =>
      `greenroom download start --product ${product} --version ${version} downloads the installer for this machine.`,
  },

  transfers: {
    headings: ['STATE', 'TRANSFER', 'VERIFIED', 'SPEED', 'LEFT', 'ID'],
    none: 'No transfers. “greenroom release list” shows what there is.',
    verified: (verified: number, size: number) =>
      `${sizes.percent(size === 0 ? 1 : verified / size)} of ${sizes.bytes(size)}`,
    to: (drive: string) => `to ${drive}`,
    from: (drive: string) => `from ${drive}`,
    is: (what: string, state: string) => `${what}: ${state}.`,
    why: (what: string, sentence: string, next: string) => `${what}: ${sentence}\n  ${next}`,
    done: (what: string, { size, fetchedBytes, path }: Pick<Transfer, 'size' | 'fetchedBytes' | 'path'>) =>
      `${what} is complete and verified: ${sizes.bytes(size)}, of which ${sizes.bytes(fetchedBytes)} came over the network.\n${path ?? ''}`,
    gone: (what: string) => `${what} was cancelled elsewhere.`,
    more: (count: number) => `${count} more in the queue`,
    nothingToDo: 'Nothing to go on with.',
  },

  staysAlone: 'Nothing else runs transfers on this machine, so this command stays until they are done.',
  goesOn: (host: string) => `The ${host} on this machine goes on with it. greenroom download list shows how far it is.`,
  stopped:
    'Stopped. What is verified stays, and nothing is fetched twice: greenroom download watch goes on with it, and so do greenroom agent and the desktop app.',
  stoppedFollowing:
    'This command follows it no longer; it goes on all the same. greenroom download list shows how far it is.',
  othersLeft: (count: number) =>
    `${counted(count, 'other transfer')} of this machine ${count === 1 ? 'is' : 'are'} not done: greenroom download watch goes on.`,

  library: {
    headings: ['WHAT', 'VERSION', 'SIZE', '', 'ARTIFACT'],
    kept: 'kept',
    old: 'old version',
    none: 'Nothing was downloaded to this machine yet.',
    total: (count: number, used: number, folder: string) =>
      `${counted(count, 'file')}, ${sizes.bytes(used)}, in ${folder}`,
    free: (bytes: number) => `${sizes.bytes(bytes)} free`,
    oldBytes: (bytes: number) => `Old versions take ${sizes.bytes(bytes)}: greenroom library remove-old`,
    removed: (count: number, freed: number) =>
      `${counted(count, 'old file')} removed, ${sizes.bytes(freed)} are free again.`,
    opened: (path: string) => `Every byte of ${path} is what its publisher signed; it was handed to the system.`,
    shown: (path: string) => `${path} is shown in its folder.`,
    carriedHeadings: ['STATE', 'RELEASE', 'FILES', 'SIZE', 'FOLDER', 'DRIVE'],
    noneCarried: 'No stick with releases is in this machine.',
    good: 'good to add',
    unknownFreshness: 'there may be newer',
    severalCarried: (folders: string[]) => `several releases are on sticks; name one of ${folders.join(', ')}`,
    noStick: 'no stick is in this machine; name a folder',
    severalSticks: (drives: string[]) => `several sticks are in this machine; name one of ${drives.join(', ')}`,
  },
  estimate: (fetched: number, reused: number, from: string | null) =>
    `${sizes.bytes(fetched)} come over the network; ${sizes.bytes(reused)} are here already${from === null ? '' : `, most of them from ${from}`}.`,
};
