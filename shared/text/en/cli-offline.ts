const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** What the terminal says about licenses that are carried by file. */
export const offline = {
  summaries: {
    request: 'Makes a signed request for a license, to be carried to a computer with a network',
    apply:
      'Applies what is for this machine among files, folders and sticks; without any, looks on the sticks in this machine',
    return: 'Gives a lease back without a network: it ends here first, then the proof is written',
    acknowledge:
      'Writes the acknowledgement of the last license applied, to be carried back when there is a trip anyway',
    trust:
      'Pins the cloud of a trust root; shows its fingerprint words first, to be compared with those the cloud shows',
    inspect:
      'Says what Greenroom files are, for whom, until when, and what to do; needs nobody signed in and no network',
    intake: 'Answers requests and proofs of any number of machines: one report, and an answer beside each request',
  },
  flags: {
    product: 'left out: whoever answers chooses',
    edition: 'with a product',
    days: '7, 14, 30, 60 or any up to 60; until-end: until the license ends, where the organization allows it',
    daysWanted: 'for how long, with a product: 7, 14, 30, 60 or any up to 60; until-end: until the license ends',
    purpose: 'repair: after parts of the machine were changed',
    to: 'a file, a folder or stick, or - for standard output; left out: the folder you are in',
    answersTo: 'one folder for all answers, or - for standard output; left out: beside each request',
    ackTo: 'where the acknowledgement goes: a file, a folder or stick, or -',
    lease: 'left out: the only one there is',
    fingerprint: 'the words as the cloud shows them',
    organization: 'left out: the one you work in',
    license: 'one license for all',
    licenseByProduct: 'a license of this product',
    licenseByEdition: 'and of this edition',
    person: 'whose leases they are: an id or an e-mail address; for Managers',
    dryRun: 'only says what would happen',
    bundle: 'one file for all answers',
  },
  places: '<file|folder|-> …',
  daysProblem: 'a number from 1 to 60, or until-end',

  nothingNamed: 'name at least one file or folder, or - for standard input',
  severalLeases: (leases: string[]) => `this machine holds several; name one of ${leases.join(', ')}`,
  editionNeedsProduct: 'an edition alone says too little; name its product, too',
  noStick: 'no stick with a file for this machine is here; name a file or a folder',
  notAPerson: (address: string) => `nobody with the address ${address} is in this organization`,
  noLicenseOf: (wanted: string) => `this organization has no license of ${wanted}`,
  onePlace: 'license or product, not both',

  requested: (machine: string, place: string) => `The request of ${machine} is in ${place}.`,
  carryRequest:
    'Open it in Greenroom on a computer with a network, or in the portal of your cloud; carry the answer back here.',
  saved: (what: string, place: string) => `${what} is in ${place}.`,
  returned: (place: string) => `The license is gone from this machine. Its proof is in ${place}.`,
  carryProof:
    'Carry it to a computer with a network and open it in Greenroom there: that frees the seat. Asked again, the same proof is written again.',
  acknowledgement: 'The acknowledgement',
  carryAcknowledgement: 'Carry it back when there is a trip anyway; nothing depends on it.',
  applied: (sequence: number) => `License file number ${sequence} is in use on this machine.`,
  receipt: (license: string) => `The cloud has freed the seat of ${license}.`,
  rootApplied: (fingerprint: string) => `The newer keys of the cloud are trusted: ${fingerprint}.`,
  appliedNothing: 'Nothing here was news to this machine.',

  rootOf: (cloud: string) => `This is the trust root of ${cloud}. Its fingerprint:`,
  compareThen: (place: string, words: string) =>
    `Compare it with the words that the cloud shows on its page Offline. When they are the same:\n  greenroom offline trust ${place} --fingerprint "${words}"`,
  trusted: (cloud: string) => `This machine trusts ${cloud} from now on.`,
  makeRequestNext: 'Next: greenroom offline request',

  inspected: { file: 'File', none: 'There is no Greenroom file here.' },

  reading: (count: number) => `Reading … ${counted(count, 'file')}`,
  examining: (done: number, all: number) => `Examining ${done} of ${all} …`,
  issuing: (done: number, all: number) => `Answering ${done} of ${all} …`,
  report: {
    headings: ['MACHINE', 'PERSON', 'LICENSE', 'UNTIL', 'VERDICT'],
    nothing: 'No request, proof or acknowledgement was found.',
    untilEnd: 'license end',
    unknownFile: (source: string) => `(${source})`,
    counts: ({ issued, receipts, noted, failed }: Record<'issued' | 'receipts' | 'noted' | 'failed', number>) =>
      [
        issued > 0 && counted(issued, 'license'),
        receipts > 0 && counted(receipts, 'receipt'),
        noted > 0 && counted(noted, 'acknowledgement'),
        `${failed} refused`,
      ]
        .filter(Boolean)
        .join(', '),
    wouldBe: ({ ready, failed }: Record<'ready' | 'failed', number>) =>
      `${counted(ready, 'file')} to be answered, ${failed} refused. Nothing was changed.`,
    written: (count: number, places: string[]) =>
      places.length === 1
        ? `${counted(count, 'answer')} in ${places[0]}.`
        : `${counted(count, 'answer')} beside the requests, in ${counted(places.length, 'folder')}.`,
    answersLeftOut: (count: number) =>
      `${counted(count, 'file')} that this computer has no answer to (licenses, receipts, trust roots) left aside.`,
    skipped: (name: string, why: string) => `${name}: ${why}`,
    twice: (count: number) => `${counted(count, 'file')} found twice, counted once.`,
    again: 'Run it again for the others: what was answered is answered with the same file, and takes no second seat.',
    notWritten: (count: number) => `${counted(count, 'answer')} could not be written:`,
    stopped: 'Stopped. What is listed was done; the others can be answered later.',
  },
  drives: {
    headings: ['STICK', 'FREE', 'FILE', 'HOLDS', 'FOR'],
    none: 'No stick is in this machine.',
    empty: 'nothing of Greenroom',
    here: 'this machine',
    readOnly: 'write-protected',
  },
  room: {
    entered: (license: string) => `A seat of ${license} is taken with a room code; it is given back when this ends.`,
    waiting: (why: string) => `No seat yet: ${why} Trying again.`,
    givenBack: 'The seat is given back.',
    notGivenBack: (why: string) => `The seat could not be given back (${why}); it is free when its lease ends.`,
    flag: 'a room code: takes a seat for as long as this runs; GREENROOM_ROOM says the same',
  },
};
