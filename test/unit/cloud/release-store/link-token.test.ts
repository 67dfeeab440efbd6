import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeLinkToken, readLinkToken } from '#cloud/release-store/link-token.ts';
import { hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';

const secret = new Uint8Array(32).fill(7);
const key = 'graphics/25.4.0/installer-linux/graphics-25.4.0.run';
const token = makeLinkToken(secret, key, noon + hour);

test('D8: names its file until it expires', () => {
  expect(readLinkToken(secret, token, noon)).toEqual({ key, isExpired: false });
  expect(readLinkToken(secret, token, noon + hour - 1)).toEqual({ key, isExpired: false });
  expect(readLinkToken(secret, token, noon + hour)).toEqual({ key, isExpired: true });
});

test('D8: any key and any moment come out as they went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(Number.MAX_SAFE_INTEGER), (name, expiresAt) => {
      const made = makeLinkToken(secret, name, expiresAt);
      expect(made).toMatch(/^[\w.-]+$/);
      expect(readLinkToken(secret, made, 0)).toEqual({ key: name, isExpired: expiresAt <= 0 });
    }),
  );
});

test('D8: is refused when anything in it was changed, or another cloud made it', () => {
  expect(readLinkToken(new Uint8Array(32).fill(8), token, noon)).toBeNull();
  const [name = '', expires = '', mac = ''] = token.split('.');
  const later = (noon + 48 * hour).toString(36);
  const other = Buffer.from('graphics/25.4.0/installer-macos/graphics-25.4.0.dmg').toString('base64url');
  for (const forged of [`${name}.${later}.${mac}`, `${other}.${expires}.${mac}`, `${name}.${expires}.`, `${token}.`]) {
    expect(readLinkToken(secret, forged, noon)).toBeNull();
  }
});

test('D8: whatever else comes is refused without a throw', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom(...token.split('.')));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const tried = pieces.join('.');
      fc.pre(tried !== token);
      expect(readLinkToken(secret, tried, noon)).toBeNull();
    }),
  );
});
