import type { TrustRootPayload } from './trust-root.ts';
import { keysOf } from './trust-root.ts';
import { words } from './words.ts';

/**
 * The words that people compare before they pin a trust root: the key id of its first root key, a word for each byte.
 * Eight words are 64 bits. Making another key with the same words takes about 2^64 tries: some 10^14 core-seconds.
 */
export function fingerprintOf(root: TrustRootPayload): string {
  const id = keysOf(root, 'root')[0]?.id ?? '';
  const spoken = id.match(/../g)?.map((byte) => words[Number.parseInt(byte, 16)]) ?? [];
  return [spoken.slice(0, 4), spoken.slice(4)].map((half) => half.join('-')).join(' ');
}
