import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Moment } from '#shared/models/time.ts';

/** `secret`: a key that is for these links only. The token names the file and until when it may be fetched; it is no secret. */
export function makeLinkToken(secret: Uint8Array, key: string, expiresAt: Moment): string {
  const says = `${Buffer.from(key).toString('base64url')}.${expiresAt.toString(36)}`;
  return `${says}.${macOf(secret, says).toString('base64url')}`;
}

/** The file that a token names; null when this cloud did not make it. Total. */
export function readLinkToken(
  secret: Uint8Array,
  token: string,
  now: Moment,
): { key: string; isExpired: boolean } | null {
  const [name = '', expires = '', mac = '', ...more] = token.split('.');
  const expected = macOf(secret, `${name}.${expires}`);
  const given = Buffer.from(mac, 'base64url');
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { key: Buffer.from(name, 'base64url').toString(), isExpired: Number.parseInt(expires, 36) <= now };
}

const macOf = (secret: Uint8Array, says: string) => createHmac('sha256', secret).update(says).digest();
