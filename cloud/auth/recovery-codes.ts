import type { Random } from '../ports.ts';
import { isSame } from './same.ts';

/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const howMany = 10;
const length = 10;

/** New codes for a phone that was lost: 50 random bits each, as `K7QF2-M9DXW`. */
export function makeRecoveryCodes(random: Random): string[] {
  return Array.from({ length: howMany }, () => {
    const code = Array.from(random.bytes(length), (byte) => alphabet[byte & 31]).join('');
    return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
  });
}

/** The code on the list that was typed; all of them are compared. */
export function findRecoveryCode(codes: readonly string[], typed: string): string | null {
  const wanted = plain(typed);
  const found = codes.map((code) => (isSame(plain(code), wanted) ? code : null));
  return found.find((code) => code !== null) ?? null;
}

/** Without what people add, leave out or read otherwise. */
const plain = (code: string) =>
  code
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
