import { ended } from './error-words.ts';
import type { Explanations } from './errors.ts';
import { sizes } from './sizes.ts';

/** What may go wrong with releases and downloads. */
export const releaseErrors = {
  'already-published': ({ version }) => ({
    sentence: `Version ${version} of this product was published before, and a version never changes.`,
    next: 'Publish it under the next number.',
  }),
  'release-incomplete': ({ missing }) => ({
    sentence: `Not in the store as they should be: ${missing.join(', ')}.`,
    next: 'Run the same publish command again: it puts there what is missing. Nothing is visible yet.',
  }),
  'release-yanked': ({ version, reason }) => ({
    sentence: ended(`Version ${version} was taken back by its publisher: ${reason}`),
    next: 'Choose another version.',
  }),
  'source-unusable': ({ host, why }) => ({
    sentence: {
      'no-ranges': `${host} cannot send parts of a file, so a download could not go on where it stopped.`,
      'wrong-answer': `${host} answers with something else than the file. A sign-in page of the network in between does that, too.`,
      'link-refused': `${host} refuses the address, also a new one.`,
      'not-there': `${host} does not have the file.`,
      'insecure-redirect': `${host} leads on to an address without encryption.`,
    }[why],
    next: 'Nothing is lost: what is verified stays. Try again in another network, or tell whoever runs the cloud.',
  }),
  'source-differs': ({ host }) => ({
    sentence: `${host} sends other bytes than the publisher signed. None of them was kept.`,
    next: 'Try again later, or in another network. If it stays so, tell whoever runs the cloud.',
  }),
  'source-missing': () => ({
    sentence: 'What is still missing is neither on this machine nor on the stick.',
    next: 'Save it to the stick again, from the beginning to its end; what is verified stays.',
  }),
  'not-enough-space': ({ path, neededBytes, freeBytes }) => ({
    sentence: `${path} has ${sizes.bytes(freeBytes)} free, and ${sizes.bytes(neededBytes)} are needed.`,
    next: 'Make some room, for example by removing old versions from the library, and go on: nothing is fetched twice.',
  }),
  'file-too-large': ({ path }) => ({
    sentence: `${path} is larger than this stick can hold in one file: FAT32 ends at 4 GB.`,
    next: 'Format the stick as exFAT, and save again.',
  }),
  'file-damaged': ({ path }) => ({
    sentence: `${path} is not what its publisher signed any more, and was not opened.`,
    next: 'Download it again: only what is damaged is fetched.',
  }),
  'nothing-to-open-with': ({ path }) => ({
    sentence: `No program on this machine opens ${path}.`,
    next: 'Copy it to where it is needed, or open it by hand.',
  }),
} satisfies Partial<Explanations>;
