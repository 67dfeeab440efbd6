import type { Refusal, RefusalCode } from '../../files/refusal.ts';
import type { Explanation } from './errors.ts';

type Refusals = { [Code in RefusalCode]: (refusal: Extract<Refusal, { code: Code }>) => Explanation };

const moment = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const kindNames: Record<string, string> = {
  'license-request': 'the request',
  license: 'the answer with the license',
  'license-applied': 'an acknowledgement',
  'return-proof': 'the proof of a return',
  'return-receipt': 'the receipt of a return',
  'release-index': 'a list of releases',
  'release-manifest': 'the description of a release',
  'trust-root': 'the trust root of a cloud',
};
const kindName = (kind: string) => kindNames[kind] ?? kind;

/** Why a signed file was refused, and what to do about it. */
export const refusals: Refusals = {
  'not-a-greenroom-file': () => ({
    sentence: 'There is no Greenroom file in this.',
    next: 'Look for a file with a line “BEGIN GREENROOM”.',
  }),
  damaged: () => ({
    sentence: 'This file is damaged: a part of it is missing or was changed.',
    next: 'Copy it again from where it came from. Mail programs sometimes break long text: send it as an attachment.',
  }),
  'unknown-version': ({ found }) => ({
    sentence: `This file was made by a newer Greenroom (${found}).`,
    next: 'Update Greenroom on this machine and open the file again.',
  }),
  'wrong-kind': ({ found, wanted }) => ({
    sentence: `This is ${kindName(found)}; you need ${kindName(wanted)}.`,
    next: `Look for a file whose name ends in .${wanted}.`,
  }),
  'other-cloud': ({ found, here }) => ({
    sentence: `This file belongs to another cloud (${found}); here it is ${here}.`,
    next: 'Look for the right stick, or open the file where that cloud is known.',
  }),
  'other-organization': ({ found, here }) => ({
    sentence:
      found === null
        ? `This machine belongs to another organization than ${here}.`
        : `This machine belongs to ${found}, not to ${here}.`,
    next: found === null ? 'Ask somebody of that organization.' : `Switch to ${found} and open the file again.`,
  }),
  'other-product': ({ found, here }) => ({
    sentence: `This file is about another product (${found}); ${here} is needed.`,
    next: `Look for the file of ${here}.`,
  }),
  'already-returned': ({ license }) => ({
    sentence: `${license} was given back on this machine: this file has had its time.`,
    next: 'Make a new request if the license is needed here again.',
  }),
  'request-changed': () => ({
    sentence: 'A request with the same number but other content was answered before.',
    next: 'Do not use this one. Make a new request on the machine.',
  }),
  'machine-barred': ({ machine }) => ({
    sentence: `${machine} was barred from licenses of this cloud.`,
    next: 'Ask a Manager of the organization why.',
  }),
  'clock-needs-attention': ({ now, signed }) => ({
    sentence: `This file was signed on ${moment(signed)}, but the clock of this machine says ${moment(now)}.`,
    next: 'If the clock is wrong, set it and open the file again: the file is still good. If it is right, ask for a new file.',
  }),
  'untrusted-key': ({ key, trusted }) =>
    trusted === null
      ? {
          sentence: `No cloud is trusted here yet, so nobody can say who signed this file (key ${key}).`,
          next: 'Open the trust root of your cloud first: it came with the installer, or is on the stick.',
        }
      : {
          sentence: `This file was not signed by ${trusted}, but by an unknown key (${key}).`,
          next: 'If the keys of your cloud have changed, open its newest trust root first; if your studio has moved to another cloud, connect to that one.',
        },
  'bad-signature': ({ key }) => ({
    sentence: `The signature on this file is not genuine (key ${key}): its content was changed.`,
    next: 'Do not use it. Ask for the file again.',
  }),
  'other-machine': ({ found, here }) => ({
    sentence:
      found === here
        ? `This file is for another machine that is called ${found} too.`
        : `This file is for ${found}; this machine is ${here}.`,
    next:
      found === here
        ? 'Take it to that one. Give one of the two another name, so that people can tell them apart.'
        : `Take it to ${found}. For ${here} there must be a file of its own.`,
  }),
  'not-yet-valid': ({ from, now }) => ({
    sentence: `This license begins on ${moment(from)}; it is ${moment(now)} now.`,
    next: 'Keep the file and open it then.',
  }),
  'import-by-passed': ({ importBy, now }) => ({
    sentence: `This file had to be opened by ${moment(importBy)}; it is ${moment(now)} now.`,
    next: 'Ask for a new file. If the clock of one of the machines is wrong, set it first.',
  }),
  superseded: ({ found, applied }) => superseded(found, applied),
  'already-applied': ({ sequence }) => ({
    sentence: `This machine uses this file already (number ${sequence}).`,
    next: 'Nothing to do.',
  }),
  'unknown-request': ({ found }) => ({
    sentence: `This file answers a question that this machine has not asked, or no longer asks${found === null ? '' : ` (${found})`}.`,
    next: 'Look for the right file, or ask once more and carry that answer here.',
  }),
};

function superseded(found: number, applied: number): Explanation {
  if (found > applied) {
    return {
      sentence: `This is number ${found}, but here number ${applied} is in use, and what comes between is missing.`,
      next: `Open number ${applied + 1} first; a file with all numbers does it in one go.`,
    };
  }
  if (found === applied) {
    return {
      sentence: `This file has the same number (${found}) as the one in use here, but says something else.`,
      next: 'Do not use it, and tell whoever looks after the cloud: two files with one number should not exist.',
    };
  }
  return {
    sentence: `This file is older (number ${found}) than the one in use here (number ${applied}).`,
    next: 'Nothing to do: the newer one stays in use.',
  };
}
