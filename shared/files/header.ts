import type { OfflineLength } from '../models/offline.ts';
import type { Moment } from '../models/time.ts';
import { text } from '../text/index.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { KindName, Payload } from './kinds.ts';
import type { LicensePayload } from './license.ts';
import type { LicenseRequestPayload } from './license-request.ts';

const words = text.files;

/** What a person reads at the top of each kind: whose it is, what it is about with both ends, and what to do next. */
const headers: { [Name in KindName]: (payload: Payload<Name>) => string[] } = {
  'license-request': ({ purpose, machine, wanted, useBy }) => [
    words.requestOf[purpose](machine.name),
    words.wanted(...wish(wanted)),
    words.useBy(minuteIn(useBy)),
    words.answerRequest,
  ],
  license: ({ machineName, leases }) => [
    words.licenseFor(machineName, [...new Set(leases.map((lease) => lease.organization.name))].join(', ')),
    ...(leases.length > 0 ? leases.map(bothEnds) : [words.noLease]),
    words.openLicenseOn(machineName),
  ],
  'license-applied': ({ machine, sequence, appliedAt }) => [
    words.acknowledgementOf(machine.name),
    words.inUse(sequence, minuteIn(appliedAt)),
    words.carryAlong,
  ],
  'return-proof': ({ machine, license, returnedAt }) => [
    words.proofOf(machine.name),
    words.givenBack(license, minuteIn(returnedAt)),
    words.freeSeat,
  ],
  'return-receipt': ({ machineName, license, freedAt }) => [
    words.receiptFor(machineName),
    words.seatFreed(license, minuteIn(freedAt)),
    words.keepReceipt(machineName),
  ],
  'release-index': ({ product, channel, issuedAt, expiresAt }) => [
    words.indexOf(product, channel),
    words.fresh(minuteIn(issuedAt), minuteIn(expiresAt)),
    words.keepBeside,
  ],
  'release-manifest': ({ product, version, channel, artifacts }) => [
    words.releaseOf(product, version, channel),
    words.files(artifacts.length),
    words.keepBeside,
  ],
  'trust-root': (root) => [
    words.trustRootOf(root.cloudName, root.version),
    words.fingerprint(fingerprintOf(root)),
    words.compareFingerprint,
  ],
};

/** The lines over a file of this kind. Moments are shown in the zone of each organization, or else in UTC. */
export const headerOf = <Name extends KindName>(kind: Name, payload: Payload<Name>): string[] => headers[kind](payload);

function wish(wanted: LicenseRequestPayload['wanted']): [product: string, days: string] {
  if (wanted === null) return [words.anyLicense, ''];
  return [[wanted.product, wanted.edition].filter(Boolean).join(' '), days(wanted.days)];
}

function days(length: OfflineLength | undefined): string {
  if (length === undefined) return '';
  return length === null ? words.untilLicenseEnds : words.forDays(length);
}

function bothEnds({ license, timeZone, leaseEndsAt, licenseEndsAt }: LicensePayload['leases'][number]): string {
  return words.lease(
    license.product.name,
    license.edition.name,
    minuteIn(leaseEndsAt, timeZone),
    licenseEndsAt === null ? words.never : minuteIn(licenseEndsAt, timeZone).slice(0, 10),
  );
}

/** Making one is slow, and a cloud signs hundreds of files in a second. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** 2027-01-14 23:59 Europe/Oslo */
function minuteIn(moment: Moment, timeZone = 'UTC'): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(timeZone, format);
  }
  return `${format.format(moment)} ${timeZone}`;
}
