import { describe, expect, it } from 'vitest';
import { findRecoveryCode, makeRecoveryCodes } from '#cloud/auth/recovery-codes.ts';
import { matchingStep, stepAt, totpCode, totpSecret, totpUrl } from '#cloud/auth/totp.ts';
import { methodOf } from '#shared/models/second-step.ts';

/** `12345678901234567890` of RFC 6238, appendix B, in base 32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('A5: codes of an app', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('A5: RFC 6238 at %d s', (seconds, code) => {
    expect(totpCode(secret, stepAt(seconds * 1_000), 8)).toBe(code);
    expect(totpCode(secret, stepAt(seconds * 1_000))).toBe(code.slice(2));
  });

  it('A5: a code is good half a minute before and after, and not longer', () => {
    const now = 1_234_567_890_000;
    const step = stepAt(now);
    for (const drift of [-1, 0, 1])
      expect(matchingStep(secret, totpCode(secret, step + drift), now)).toBe(step + drift);
    for (const drift of [-2, 2]) expect(matchingStep(secret, totpCode(secret, step + drift), now)).toBeNull();
    expect(matchingStep(secret, ` ${totpCode(secret, step).replace(/^.../, '$& ')}`, now), 'with spaces').toBe(step);
    for (const wrong of ['', '12345', '1234567', 'abcdef', '００００００'])
      expect(matchingStep(secret, wrong, now)).toBeNull();
  });

  it('A5: a secret has 160 bits that can be typed, and an address that apps read', () => {
    const made = totpSecret(Uint8Array.from({ length: 32 }, (_, index) => index * 7));
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    const url = new URL(totpUrl({ secret: made, issuer: 'Northlight & Co: TV', account: 'jo@studio.example' }));
    expect(url.protocol + url.host).toBe('otpauth:totp');
    expect(decodeURIComponent(url.pathname)).toBe('/Northlight & Co: TV:jo@studio.example');
    expect(url.href).not.toContain('+');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      secret: made,
      issuer: 'Northlight & Co: TV',
      digits: '6',
      period: '30',
    });
  });
});

describe('A5: recovery codes', () => {
  it('A5: are ten, all different, and found however they are written', () => {
    let drawn = 0;
    const codes = makeRecoveryCodes({ bytes: (length) => Uint8Array.from({ length }, () => (drawn += 13) % 256) });
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const [first = ''] = codes;
    expect(findRecoveryCode(codes, ` ${first.toLowerCase().replace('-', ' ')} `)).toBe(first);
    expect(findRecoveryCode(['10KQ2-M9DXW'], 'iokq2m9dxw'), 'read as letters').toBe('10KQ2-M9DXW');
    for (const wrong of ['', '-', first.slice(0, 5), `${first}A`]) expect(findRecoveryCode(codes, wrong)).toBeNull();
  });

  it('A5: what was typed tells which method it is of', () => {
    expect(methodOf('123 456', ['totp', 'recovery'])).toBe('totp');
    expect(methodOf('123456', ['mail', 'recovery'])).toBe('mail');
    expect(methodOf('K7QF2-M9DXW', ['totp', 'recovery'])).toBe('recovery');
    expect(methodOf('123456', ['recovery'])).toBe('recovery');
  });
});
