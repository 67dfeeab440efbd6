import type { LeaseEnd } from '../../models/lease-notice.ts';
import type { Notice } from '../../models/status.ts';
import { minute } from '../../models/time.ts';
import { dates } from './dates.ts';
import type { Explanation } from './errors.ts';
import { facts } from './facts.ts';

type Notices = { [Kind in Notice['kind']]: Extract<Notice, { kind: Kind }> };
type Explanations = { [Kind in keyof Notices]: (notice: Notices[Kind]) => Explanation };

const pickAnother = 'Choose another license. You are still signed in.';

/** Why a lease ended, in words; `by`: the person who did it. */
const leaseEnds: Record<LeaseEnd, (license: string, by: string | null) => Explanation> = {
  returned: (license) => ({ sentence: `${license} was given back.`, next: pickAnother }),
  released: (license, by) => ({
    sentence: `${by ?? 'Somebody'} released ${license} from another machine.`,
    next: `${pickAnother} Or ask ${by ?? 'them'} why.`,
  }),
  unassigned: (license, by) => ({
    sentence: `${license} is no longer assigned to you${by ? `: ${by} changed it` : ''}.`,
    next: pickAnother,
  }),
  lapsed: (license) => ({
    sentence: `The lease of ${license} ended while this machine had no contact with its cloud.`,
    next: 'Choose it again, if a seat is free.',
  }),
  'license-ended': (license) => ({
    sentence: `${license} has ended.`,
    next: 'Choose another license, or ask the Owner of the organization to renew it.',
  }),
  'license-revoked': (license) => ({
    sentence: `${license} was ended by the vendor.`,
    next: 'Choose another license, or ask the Owner of the organization.',
  }),
  'organization-closed': (license, by) => ({
    sentence: `${by ?? 'An Owner'} closed the organization that ${license} belongs to.`,
    next: 'Choose a license of another organization. You are still signed in.',
  }),
  'machine-barred': (license) => ({
    sentence: `This machine was barred and lost ${license}.`,
    next: 'Ask a Manager of the organization why.',
  }),
};

const minutes = (milliseconds: number) => {
  const count = Math.round(Math.abs(milliseconds) / minute);
  return `${count} minute${count === 1 ? '' : 's'}`;
};

/** What a person should know, by kind: what happened, and the next step. */
export const notices: Explanations = {
  'lease-ended': ({ notice }) => leaseEnds[notice.reason](notice.license, notice.by),
  'clock-differs': ({ byMilliseconds }) => ({
    sentence: `The clock of this machine is ${minutes(byMilliseconds)} ${byMilliseconds > 0 ? 'ahead of' : 'behind'} the time its cloud signed.`,
    next: 'Set the clock. Leases go by the signed time and are not touched.',
  }),
  'clock-needs-attention': ({ graceEndsAt }) => ({
    sentence: 'The clock of this machine was set back too far to be believed.',
    next: `Set the clock. Licenses go on until ${dates.dayAndTime(graceEndsAt, 'UTC')} UTC, and as soon as it is right again.`,
  }),
  'ends-soon': ({ license, what, endsAt, timeZone }) => {
    const end = `${dates.dayAndTime(endsAt, timeZone ?? 'UTC')} (${timeZone ?? 'UTC'})`;
    return what === 'license'
      ? { sentence: `${license} ends on ${end}.`, next: 'Ask the Owner of the organization to renew it.' }
      : {
          sentence: `${license} is leased offline on this machine until ${end}.`,
          next: 'Renew it on the page Offline: with a file, or with a moment of network.',
        };
  },
  'machine-changed': ({ factors }) => ({
    sentence: `The hardware of this machine is not as it was (${factors.map((name) => facts[name]).join(', ')}).`,
    next: 'Confirm in Settings that it is the same machine. The license goes on meanwhile, until its lease ends.',
  }),
  'machine-cloned': () => ({
    sentence: 'Another machine has the same identity as this one: one was copied, or restored from a backup.',
    next: 'Say in Settings whether this is the original or the copy. Leases on both end by themselves until then.',
  }),
  'settings-repaired': ({ kept }) => ({
    sentence: 'The settings file was damaged and was made anew.',
    next: `The old one is kept as ${kept}. Look through Settings once.`,
  }),
  'machine-record-rebuilt': ({ kept }) => ({
    sentence: 'What this machine notes about itself was damaged and was rebuilt. Its licenses are not touched.',
    next: `The old file is kept as ${kept}. Look whether the name of this machine is right.`,
  }),
  'lease-file-damaged': ({ kept }) => ({
    sentence: 'The license file of this machine was damaged.',
    next: `The old one is kept as ${kept}. Choose the license again: the seat is still yours.`,
  }),
  'release-marks-damaged': ({ kept }) => ({
    sentence:
      'What this machine notes about the releases it has seen was damaged. What could still be read of it counts on.',
    next: `The old file is kept as ${kept}. If nobody of your team did this, look at the releases on a network you trust before the next download.`,
  }),
  'secret-store-unavailable': ({ store }) => ({
    sentence: `The ${store} cannot be opened, so nobody is signed in for now.`,
    next: 'Unlock it and try again. Licenses on this machine go on.',
  }),
  'state-not-saved': ({ code, path }) => ({
    sentence: `This machine could not save its state in ${path} (${code}).`,
    next: 'Make room or give Greenroom the right to write there. Leases go on until they end.',
  }),
};
