import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Random } from '../ports.ts';

const cipher = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/** A key for one purpose, from the secret of the cloud. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `greenroom ${purpose}`, 32));
}

/** Encrypts a text under a name; it opens only under the same name. */
export function sealText(random: Random, key: Uint8Array, name: string, text: string): string {
  const iv = random.bytes(ivLength);
  const sealing = createCipheriv(cipher, key, iv).setAAD(Buffer.from(name));
  const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), body]).toString('base64');
}

/** null: sealed with another key, under another name, or damaged. */
export function openText(key: Uint8Array, name: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < ivLength + tagLength) return null;
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivLength), { authTagLength: tagLength });
  try {
    opening.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    return Buffer.concat([opening.update(bytes.subarray(ivLength + tagLength)), opening.final()]).toString('utf8');
  } catch {
    return null;
  }
}
