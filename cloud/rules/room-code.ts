/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;
const inGroupsOf = 4;

/** What a person may type instead, or hear wrong. */
const lookalikes: Record<string, string> = { O: '0', I: '1', L: '1' };

/** So many random bytes make a code. */
export const codeBytes = length;

/** 60 random bits as people read them out: `K7QF-2M9D-XW4T`. */
export function roomCode(random: Uint8Array): string {
  const letters = Array.from(random.subarray(0, length), (byte) => alphabet[byte & 31]);
  return letters.join('').replace(new RegExp(`.{${inGroupsOf}}(?=.)`, 'g'), '$&-');
}

/** The letters of a code however it was typed: small letters, blanks, dashes, O for 0. null: it cannot be a code. */
export function typedCode(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s\-\u2010-\u2015_.]/g, '')
    .replaceAll(/[OIL]/g, (letter) => lookalikes[letter] ?? letter);
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(letters) ? letters : null;
}
