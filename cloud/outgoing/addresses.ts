import { BlockList, isIP, isIPv4 } from 'node:net';

/** `never`: nobody's receiver can be there. */
export type Standing = 'public' | 'loopback' | 'private' | 'never';

/** Of the IANA registries of special addresses (RFC 6890 and later), what is not reached over the internet. */
const loopback = listOf('127.0.0.0/8', '::1/128');
const inside = listOf('10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7');
/** Link-local is where machines of a hosting company find their own secrets. */
const never = listOf(
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
);
/** What the internet uses of IPv6. Everything else, also addresses that carry an IPv4 address to some translator, is refused. */
const global = listOf('2000::/3');
const notGlobal = listOf('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20');

/** Where an address leads. An IPv4 address in IPv6 clothes (`::ffff:10.0.0.7`) is that IPv4 address. */
export function standingOf(address: string): Standing {
  const family = isIP(address);
  if (family === 0) return 'never';
  const isIn = (list: BlockList) => list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  if (isIn(loopback)) return 'loopback';
  if (isIn(inside)) return 'private';
  if (isIn(never)) return 'never';
  if (family === 4 || isMapped(address)) return 'public';
  return isIn(global) && !isIn(notGlobal) ? 'public' : 'never';
}

const mapped = listOf('::ffff:0:0/96');
const isMapped = (address: string) => mapped.check(address, 'ipv6');

function listOf(...ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    list.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return list;
}
