const mac = /(?<![\w:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])/gi;
const dottedMac = /(?<![\w.])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![\w.])/gi;
const four = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g;
const six = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;
const hidden = '[public address]';

/** Hardware addresses of networks, and addresses on the internet; those of a studio's own network say nothing to others. */
export const redactAddresses = (text: string): string =>
  text
    .replaceAll(mac, '[mac]')
    .replaceAll(dottedMac, '[mac]')
    .replaceAll(four, (found) => (isPublicFour(found) ? hidden : found))
    .replaceAll(six, (found) => (isPublicSix(found) ? hidden : found));

function isPublicFour(address: string): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  if ([a, b, c, d].some((part) => part > 255)) return false;
  const isOwn =
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168);
  return !isOwn;
}

/** A time (22:46:22) has two colons as well: an address has eight groups, or leaves some out. */
function isPublicSix(address: string): boolean {
  const isAddress = address.includes('::') || address.split(':').length === 8;
  return isAddress && address !== '::' && address !== '::1' && !/^(fe[89ab]|f[cd])[0-9a-f]/i.test(address);
}
