import type { Moment } from '../models/time.ts';
import { text } from '../text/index.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { LicensePayload } from './license.ts';
import type { TrustRootPayload } from './trust-root.ts';

const words = text.files;

/** What a person reads at the top of a license file. Moments are shown in the time zone of each organization. */
export function licenseHeader({ machineName, leases }: LicensePayload): string[] {
  const organizations = [...new Set(leases.map((lease) => lease.organization.name))].join(', ');
  const ends = leases.map(({ license, timeZone, leaseEndsAt, licenseEndsAt }) =>
    words.lease(
      license.product.name,
      license.edition.name,
      `${minuteIn(leaseEndsAt, timeZone)} ${timeZone}`,
      licenseEndsAt === null ? words.never : minuteIn(licenseEndsAt, timeZone).slice(0, 10),
    ),
  );
  return [
    words.licenseFor(machineName, organizations),
    ...(ends.length > 0 ? ends : [words.noLease]),
    words.openLicenseOn(machineName),
  ];
}

/** What a person reads at the top of a trust root. */
export function trustRootHeader(root: TrustRootPayload): string[] {
  return [
    words.trustRootOf(root.cloudName, root.version),
    words.fingerprint(fingerprintOf(root)),
    words.compareFingerprint,
  ];
}

/** Making one is slow, and a cloud signs hundreds of files in a second. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** 2027-01-14 23:59 */
function minuteIn(moment: Moment, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(timeZone, format);
  }
  return format.format(moment);
}
