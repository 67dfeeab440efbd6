import type { ErrorCode, ErrorDetails } from '../../errors.ts';
import type { DeletionRefusal } from '../../models/account.ts';
import { dayOf, ended } from './error-words.ts';
import { organizationErrors } from './errors-organization.ts';
import { releaseErrors } from './errors-releases.ts';
import { signInErrors } from './errors-sign-in.ts';
import { signOnErrors } from './errors-sign-on.ts';
import { facts } from './facts.ts';
import { refusals } from './refusals.ts';
import { supportErrors } from './support-errors.ts';

/** What happened, and what to do about it. */
export interface Explanation {
  sentence: string;
  next: string;
}

export type Explanations = { [Code in ErrorCode]: (details: ErrorDetails<Code>) => Explanation };

const refusedAddresses = {
  'not-an-address': 'This is not a web address, or it carries a name and a password.',
  'not-https': 'Only addresses with https:// are called; http:// is for programs on the machine of the cloud itself.',
  private: 'This address lies in a private network, and this cloud does not call those.',
};
const documentNames = { terms: 'the terms of use', privacy: 'how data is used' };

const deletionReason = (reason: DeletionRefusal): string =>
  reason.why === 'last-owner'
    ? `You are the last Owner of ${reason.organization}.`
    : `Your seat of ${reason.license} is out on ${reason.machine}, offline, until ${dayOf(reason.until)}.`;

export const errors: Explanations = {
  ...signInErrors,
  ...signOnErrors,
  internal: ({ id }) => ({
    sentence: `Something went wrong inside Greenroom (${id}).`,
    next: 'Try again. If it comes back, send this number to support: the log has the whole story under it.',
  }),
  'invalid-input': ({ problems }) => ({
    sentence: ended(
      `This cannot be used: ${problems.map(({ field, problem }) => (field ? `${field}: ${problem}` : problem)).join('; ')}`,
    ),
    next: 'Correct it and try again. Nothing was changed.',
  }),

  'not-signed-in': () => ({
    sentence: 'Nobody is signed in.',
    next: 'Sign in. The licenses on this machine go on meanwhile.',
  }),
  'page-not-opened': () => ({
    sentence: 'This page was opened without the one-time code in its address.',
    next: 'Open the address the terminal printed; Enter there prints a fresh one.',
  }),
  'document-replaced': ({ kind }) => ({
    sentence: `A newer version of ${documentNames[kind]} was published meanwhile.`,
    next: 'Read it, and agree to the new version.',
  }),
  'document-exists': ({ version }) => ({
    sentence: `Version ${version} was published before, and a version never changes.`,
    next: 'Publish it under another version.',
  }),
  'deletion-refused': ({ refusals: reasons }) => ({
    sentence: `Your account cannot be deleted now: ${reasons.map(deletionReason).join(' ')}`,
    next: 'Settle that first, and ask again. Nothing was changed.',
  }),

  'not-allowed': ({ needs }) => ({
    sentence: `Your role in this organization does not include this (${needs}).`,
    next: 'Ask a Manager or the Owner to do it, or to change your role.',
  }),
  'not-for-keys': () => ({
    sentence: 'This cannot be done with an API key.',
    next: 'Sign in, and do it yourself.',
  }),
  'key-lacks-scope': ({ scope }) => ({
    sentence: `This API key may not do this: it does not have the scope “${scope}”.`,
    next: 'Use a key that has it, or make one on the page Organization, under Integrations.',
  }),
  'limit-reached': ({ limit }) => ({
    sentence: `There are ${limit} already, and more than that are not kept.`,
    next: 'Remove one that is not used any more.',
  }),
  'address-refused': ({ why }) => ({
    sentence: refusedAddresses[why],
    next: 'Use an address that begins with https:// and can be reached from this cloud.',
  }),
  'not-found': () => ({
    sentence: 'There is no such thing here, or it is not yours to see.',
    next: 'Check the name, and the organization you work in.',
  }),
  conflict: () => ({ sentence: 'Somebody changed this at the same moment.', next: 'Look again and repeat it.' }),
  'idempotency-key-reused': () => ({
    sentence: 'This idempotency key was used before, for something else.',
    next: 'Use a new key for a new request.',
  }),
  ...organizationErrors,
  'last-key': ({ role }) => ({
    sentence: `This is the only ${role} key of this cloud; without one nothing can be signed.`,
    next: `Give the role a new key first: keys rotate --role ${role}.`,
  }),

  'no-free-seat': ({ license, seats }) => ({
    sentence: seats === 1 ? `The one seat of ${license} is in use.` : `All ${seats} seats of ${license} are in use.`,
    next: 'Release one of your own from another machine, ask whoever has one, or ask a Manager to free one.',
  }),
  'not-assigned': ({ license }) => ({
    sentence: `${license} is not assigned to you.`,
    next: 'Ask a Manager of the organization to assign it.',
  }),
  'license-not-started': ({ license, startsAt }) => ({
    sentence: `${license} starts on ${dayOf(startsAt)}.`,
    next: 'Pick another license until then.',
  }),
  'license-ended': ({ license, endedAt }) => ({
    sentence: `${license} ended on ${dayOf(endedAt)}.`,
    next: 'Ask the Owner of the organization to renew it, or pick another license.',
  }),
  'license-revoked': ({ license }) => ({
    sentence: `${license} was ended by the vendor.`,
    next: 'Pick another license, or ask the Owner of the organization.',
  }),
  'overlap-limit': ({ count, limit, freeAt }) => ({
    sentence: `${count} of ${limit} allowed overlaps are in use: machines whose seat was taken may still be running.`,
    next: `Wait until they are back on the network (${dayOf(freeAt)} at the latest), or release another seat.`,
  }),
  'seat-is-offline': ({ machine, until }) => ({
    sentence: `This seat is out on ${machine}, offline, until ${dayOf(until)}.`,
    next: `Return it on ${machine}; a machine without a network cannot be told from here.`,
  }),
  'machine-barred': () => ({
    sentence: 'The cloud does not give licenses to this machine.',
    next: 'Ask a Manager of the organization why it was barred.',
  }),
  'machine-changed': ({ factors }) => ({
    sentence: `The hardware of this machine is not as it was (${factors.map((name) => facts[name]).join(', ')}).`,
    next: 'Confirm that it is the same machine: Settings, “Same machine”, or “greenroom machine repair”. The license goes on meanwhile, until its lease ends.',
  }),
  'machine-cloned': () => ({
    sentence: 'Two machines have the same identity: one was copied from the other, or restored from a backup.',
    next: 'On the copy choose “This is the copy”, on the original “This is the original” (Settings, or “greenroom machine”).',
  }),
  'room-closed': () => ({
    sentence: 'This room code is not known, has been used up, or its time is over.',
    next: 'Ask a Manager for a new one.',
  }),
  'not-offline': ({ machine }) => ({
    sentence: `${machine} is not offline: its lease renews itself.`,
    next: 'Nothing to do.',
  }),
  'offline-length-not-allowed': ({ lengths, untilEnd }) => {
    const last = untilEnd ? 'until the license ends' : `${lengths.at(-1)} days`;
    const others = (untilEnd ? lengths : lengths.slice(0, -1)).map(String).join(', ');
    return {
      sentence: `This organization lets machines go offline for ${others === '' ? last : `${others} or ${last}`}.`,
      next: 'Choose one of these, or ask an Owner to allow more.',
    };
  },
  'no-license-fits': ({ wanted }) => ({
    sentence: wanted === null ? 'There is no license to give.' : `There is no license of ${wanted} to give.`,
    next: 'Choose another license for this machine, or ask a Manager to assign one.',
  }),
  'call-refused': ({ why }) => ({
    sentence: `The cloud refused what this machine sent (${why}).`,
    next: 'Try again. If it comes back, the state folder may be a copy of another machine’s: ask support.',
  }),

  'cloud-unreachable': ({ url }) => ({
    sentence: `The cloud at ${url} cannot be reached.`,
    next: 'Check the network. Licenses on this machine go on until their lease ends.',
  }),
  'cloud-untrusted-tls': ({ url, why }) => ({
    sentence: `The certificate of ${url} is not trusted (${why}).`,
    next: 'Ask whoever runs the cloud for its certificate authority, or check whether something sits in between.',
  }),
  'proxy-failed': ({ proxy }) => ({
    sentence: `The proxy ${proxy} does not let Greenroom through.`,
    next: 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) or ask the network’s administrator.',
  }),
  'not-a-greenroom-cloud': ({ url }) => ({
    sentence: `What answers at ${url} is not a Greenroom cloud.`,
    next: 'Check the address. On a hotel or guest network, sign in to the network first.',
  }),
  'cloud-changed': ({ url, known, seen }) => ({
    sentence: `The cloud at ${url} shows the fingerprint “${seen}”; this machine knows it as “${known}”.`,
    next: 'Ask whoever runs the cloud before you go on. Nothing was sent.',
  }),
  'answer-refused': ({ refusal }) => ({
    sentence: `The answer of the cloud was not genuine (${refusal}). It was not used.`,
    next: 'Try again. If it comes back, something between here and the cloud changes what it says.',
  }),

  'file-refused': ({ refusal }) => refusals[refusal.code](refusal as never),
  'fingerprint-differs': ({ given, found }) => ({
    sentence: `The fingerprints differ: “${given}” was typed, the file says “${found}”.`,
    next: 'Compare with what the cloud shows on its Offline page. If they still differ, do not use this file.',
  }),
  'no-cloud-yet': () => ({
    sentence: 'This machine does not know its cloud yet.',
    next: 'Open the trust root that came with the installer or on the stick, and compare its fingerprint.',
  }),
  'too-many-requests': ({ limit }) => ({
    sentence: `${limit} requests of this machine are open already.`,
    next: 'Forget one that nobody will answer, then ask again.',
  }),
  'lease-is-offline': ({ until }) => ({
    sentence: `This lease is offline until ${dayOf(until)}; releasing it here needs a file, or a moment of network.`,
    next: 'Switch it to online first, or choose “Return without a network” on the page Offline.',
  }),
  'lease-still-here': ({ licenses }) => ({
    sentence: `This machine still holds ${licenses.join(', ')}.`,
    next: 'Release it first: in an image it would be lost.',
  }),
  'identity-wiped': () => ({
    sentence: 'This machine has no identity any more: it was prepared for a disk image.',
    next: 'Quit Greenroom and make the image. To go on with this machine itself, start Greenroom again: it is a new one then.',
  }),
  'drive-gone': ({ drive }) => ({
    sentence: `${drive} is no longer there.`,
    next: 'Put the stick in again. What was half written is not used; nothing else is lost.',
  }),
  'file-not-readable': ({ path, why }) => ({
    sentence: `${path} cannot be read: ${why}.`,
    next: 'Copy it again from where it came from.',
  }),
  'file-not-writable': ({ path }) => ({
    sentence: `${path} cannot be written.`,
    next: 'The stick may be write-protected. Choose another place; the file can be saved again.',
  }),

  ...releaseErrors,

  ...supportErrors,

  'no-lease-here': () => ({
    sentence: 'This machine does not hold that lease.',
    next: 'Look at what it holds: greenroom license held.',
  }),
  'state-not-writable': ({ path }) => ({
    sentence: `${path} cannot be written.`,
    next: 'Give this person the right to write there, or set GREENROOM_STATE to another folder.',
  }),
  'disk-full': ({ path }) => ({
    sentence: `The disk is full; ${path} was not changed.`,
    next: 'Make some room and try again. Nothing was lost.',
  }),
  'secret-store-locked': ({ store }) => ({
    sentence: `The ${store} is locked or does not answer.`,
    next: 'Unlock it and try again. You stay signed in, and licenses go on.',
  }),
  'secret-store-needs-consent': ({ path }) => ({
    sentence: 'This machine has no keychain to keep your sign-in in.',
    next: `Allow a private file (${path}), readable by you alone: greenroom settings update --allow-private-file.`,
  }),
  'owner-of-another-person': ({ path }) => ({
    sentence: `Greenroom is already running on this machine for another person (${path}).`,
    next: 'Ask them to quit it, or sign in as them.',
  }),
  'owner-unreachable': ({ path }) => ({
    sentence: `The Greenroom that runs on this machine does not answer (${path}).`,
    next: 'Try again in a few seconds; if it comes back, quit it and start it again.',
  }),
};
