import { sizes } from './sizes.ts';

/** What the terminal says about support bundles. */
export const diagnostics = {
  summaries: {
    collect: 'Shows what support needs to know about this machine, without secrets; nothing is saved or sent',
    save: 'Saves a support bundle: the same, as a zip file; look at it first with “diagnostics collect”',
  },
  flags: {
    leaveOut: 'steps that are to be left out: machine, cloud, leases, offline, transfers, secrets, settings, log, …',
    output: 'a file, or a folder; left out: the folder you are in',
  },
  step: (done: number, all: number, title: string) => `${done + 1} of ${all}: ${title} …`,
  saved: (place: string, bytes: number) => `The bundle is in ${place} (${sizes.bytes(bytes)}).`,
  incomplete: (titles: string[]) => `Could not be found out in full: ${titles.join(', ')}. The bundle says why.`,
  readFirst: 'Read it before you pass it on; every file in it is plain text.',
  next: 'To save it: greenroom diagnostics save',
};
