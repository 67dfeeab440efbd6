import { z } from 'zod';

/** One address out of what somebody typed or pasted. */
export interface ReadAddress {
  /** As it was written. */
  written: string;
  /** In small letters; null: this is not an address. */
  email: string | null;
  /** How the list calls the person: `Jo Berg <jo@studio.example>`. */
  name: string | null;
}

/** As long as an address can be (RFC 5321). */
export const Email = z.email().max(254);
// What mail programs put between addresses. A comma inside quotes belongs to a name.
const separators = /[\n\r,;\t]/;

/** Every address of a list, pasted or typed: between commas, semicolons or lines, with or without names. */
export const readAddresses = (list: string): ReadAddress[] =>
  apart(list)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readAddress);

/** One address, with or without a name. */
export function readAddress(written: string): ReadAddress {
  const named = /^(.*)<([^<>]*)>$/s.exec(written.trim());
  const name = (named?.[1] ?? '')
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim();
  const address = Email.safeParse((named?.[2] ?? written).trim().toLowerCase());
  return { written, email: address.success ? address.data : null, name: name === '' ? null : name };
}

/** What may be said of an address before it is invited. */
export const AddressVerdict = z.enum(['valid', 'is-member', 'is-invited', 'repeated', 'not-an-address']);
export type AddressVerdict = z.infer<typeof AddressVerdict>;

/** Which addresses can be invited, and why the others cannot. Addresses of members and invited people are in small letters. */
export function addressVerdicts(
  addresses: readonly ReadAddress[],
  known: { members: ReadonlySet<string>; invited: ReadonlySet<string> },
): AddressVerdict[] {
  const before = new Set<string>();
  return addresses.map(({ email }) => {
    if (email === null) return 'not-an-address';
    if (before.has(email)) return 'repeated';
    before.add(email);
    if (known.members.has(email)) return 'is-member';
    return known.invited.has(email) ? 'is-invited' : 'valid';
  });
}

/** Cut at the separators, except inside quotes. */
function apart(list: string): string[] {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  for (const letter of list) {
    // A quote that is never closed must not swallow the lines after it.
    if (letter === '\n') isQuoted = false;
    if (letter === '"') isQuoted = !isQuoted;
    if (!isQuoted && separators.test(letter)) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}
