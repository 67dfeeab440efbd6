import { createHmac } from 'node:crypto';
import { deriveKey } from './sealed.ts';

/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 5;
const groupLength = 5;

/** The key of a license, as `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX` (125 bits): derived from the secret of the cloud, so nothing is kept. */
export function licenseKeyOf(secret: string, license: string): string {
  const digest = createHmac('sha256', deriveKey(secret, 'license-keys')).update(license).digest();
  const letters = Array.from(digest.subarray(0, groups * groupLength), (byte) => alphabet[byte & 31]).join('');
  return Array.from({ length: groups }, (_, at) => letters.slice(at * groupLength, (at + 1) * groupLength)).join('-');
}
