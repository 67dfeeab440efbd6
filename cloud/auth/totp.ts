import { createHmac } from 'node:crypto';
import { isSame } from './same.ts';

/*
 * Codes of an authenticator app (RFC 6238): six digits of SHA-1, a new one every thirty seconds, which is what every app
 * understands. The library checks codes against the system's clock and takes one twice; here the step is told, so that
 * whoever keeps it can refuse what was used before.
 */

const period = 30_000;
const digits = 6;
/** RFC 4648. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** The app's clock, and whoever types, may be a step behind or ahead. */
const drifts = [-1, 0, 1];

/** A secret of 160 bits in 32 letters and digits that can be typed. `bytes`: 32 random ones. */
export function totpSecret(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('');
}

/** The step that a moment falls in. */
export const stepAt = (moment: number) => Math.floor(moment / period);

/** The code of a step. */
export function totpCode(secret: string, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  const value = digest.readUInt32BE(at) & 0x7f_ff_ff_ff;
  return String(value % 10 ** length).padStart(length, '0');
}

/** The step that a typed code is of; null: it is not right now. Takes as long whichever step it is. */
export function matchingStep(secret: string, code: string, now: number): number | null {
  const typed = code.replaceAll(/\s/g, '');
  const matching = drifts
    .map((drift) => stepAt(now) + drift)
    .map((step) => (isSame(totpCode(secret, step), typed) ? step : null));
  return matching.findLast((step) => step !== null) ?? null;
}

/** What an app scans. */
export function totpUrl({ secret, issuer, account }: { secret: string; issuer: string; account: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const known = new URLSearchParams({ secret, issuer, digits: '6', period: '30' });
  return `otpauth://totp/${label}?${known.toString().replaceAll('+', '%20')}`;
}

function bytesOf(secret: string): Buffer {
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
