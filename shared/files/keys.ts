import type { FilePlatform } from './platform.ts';

/** DER SPKI of an Ed25519 key: this, then 32 bytes. No other algorithm is ever accepted. */
const ed25519Prefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

export interface PublicKey {
  id: string;
  publicKey: string;
}

/** First 16 hex digits of SHA-256 over the DER SPKI public key; null when it is not an Ed25519 key. */
export function keyIdOf(platform: FilePlatform, publicKey: string): string | null {
  const der = platform.fromBase64(publicKey);
  if (der?.length !== 44 || !ed25519Prefix.every((byte, at) => der[at] === byte)) return null;
  return toHex(platform.sha256(der).subarray(0, 8));
}

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += hexOf[byte];
  return hex;
}
