import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Random } from '../ports.ts';

/** Crockford's base 32, in small letters: no letter that looks like a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const secretLength = 32;
const checkLength = 7;
const form = new RegExp(`^grk_([${alphabet}]{${secretLength}})([${alphabet}]{${checkLength}})$`);

/** How every key begins, so that programs that look for lost secrets find it. */
export const keyPrefix = 'grk_';

/** A new key: 160 random bits, and a check against mistyping that needs no database. */
export function newKeyText(random: Random): string {
  const secret = Array.from(random.bytes(secretLength), (byte) => alphabet[byte & 31]).join('');
  return `${keyPrefix}${secret}${checkOf(secret)}`;
}

/** Whether this may be a key: its form and its check are right. */
export function isKeyText(text: string): boolean {
  const [, secret, check] = form.exec(text) ?? [];
  return secret !== undefined && checkOf(secret) === check;
}

/** What is kept of a key. It has 160 bits: nobody finds it out from a fast digest either. */
export const digestOfKey = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is shown of a key, to tell it from others. */
export const startOfKey = (text: string): string => text.slice(0, keyPrefix.length + 4);

/** The key that a call brings as its bearer token, right or wrong; null: it brings something else, or nothing. */
export function keyIn(headers: Headers): string | null {
  const [, token] = /^bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  return token?.startsWith(keyPrefix) ? token : null;
}

function checkOf(secret: string): string {
  let rest = crc32(secret);
  let check = '';
  for (let i = 0; i < checkLength; i++) {
    check = `${alphabet[rest % 32]}${check}`;
    rest = Math.floor(rest / 32);
  }
  return check;
}
