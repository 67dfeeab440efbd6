import { createHmac, timingSafeEqual } from 'node:crypto';
import { getSessionCookie } from 'better-auth/cookies';

/** better-auth's signed form of a session's token (its cookie's value, its bearer token): the database alone is not enough to make one. */
export function signToken(token: string, secret: string): string {
  return `${token}.${signatureOf(token, secret).toString('base64')}`;
}

/** The session's token, when the signature is right. */
export function openToken(signed: string, secret: string): string | null {
  const [token = '', signature = '', ...rest] = signed.split('.');
  const given = Buffer.from(signature, 'base64');
  const expected = signatureOf(token, secret);
  return rest.length === 0 && given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** The signed token that a call brings: a companion's `Authorization: Bearer`, else a browser's cookie. */
export function tokenOf(headers: Headers): { signed: string; isCookie: boolean } | null {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const [, signed] = /^bearer\s+(\S+)$/i.exec(authorization) ?? [];
    return signed === undefined ? null : { signed, isCookie: false };
  }
  const cookie = getSessionCookie(headers, { cookiePrefix: 'greenroom' });
  return cookie === null ? null : { signed: cookie, isCookie: true };
}

const signatureOf = (token: string, secret: string) => createHmac('sha256', secret).update(token).digest();
