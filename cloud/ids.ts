import type { Random } from './ports.ts';

/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An identifier nobody can guess (80 random bits) and people can read out: `L-7Q4K…`. The letter is a help to the eye only. */
export function newId(random: Random, letter: string): string {
  return `${letter}-${Array.from(random.bytes(16), (byte) => alphabet[byte & 31]).join('')}`;
}
