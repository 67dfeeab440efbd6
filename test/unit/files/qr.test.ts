import * as fc from 'fast-check';
import encodeQr from 'qr';
import decodeQr from 'qr/decode.js';
import { expect, test } from 'vitest';
import { joinFiles, qrText } from '#shared/files/bundle.ts';
import { LicenseRequestPayload } from '#shared/files/license-request.ts';
import { open } from '#shared/files/open.ts';
import { seal } from '#shared/files/seal.ts';
import { EvidenceName, MachineName } from '#shared/models/machine.ts';
import { digestOf, introduction, sampleFiles, sealed, testRequest } from '../../support/sample-files.ts';
import { fixedSigner, platform } from '../../support/signed-files.ts';

const mostBytes = 2_900;
const machine = fixedSigner('RENDER-03');
const evidence = Object.fromEntries(EvidenceName.options.map((name) => [name, digestOf(name).slice(0, 32)]));
const most = Number.MAX_SAFE_INTEGER;

/** The longest request there is, but for the name. */
const longest = (name: string) =>
  testRequest(machine, {
    cloud: 'C'.repeat(64),
    machine: { ...introduction(machine, name), platform: 'windows', appVersion: '9'.repeat(40), evidence },
    purpose: 'activate',
    counter: most,
    applied: { sequence: most, digest: digestOf('a license') },
    wanted: { product: 'p'.repeat(40), edition: 'e'.repeat(40), days: null },
    madeAt: 8_640_000_000_000_000,
    useBy: 8_640_000_000_000_000,
    uptime: most,
  });
const bytesOf = (name: string) =>
  Buffer.byteLength(qrText(seal(platform, 'license-request', longest(name), [machine])) ?? '');

test.each([
  ['three bytes each', '日'.repeat(60)],
  ['emoji', '🎬'.repeat(30)],
  ['escaped in JSON', '"'.repeat(60)],
  ['families of emoji', '👩‍👩‍👧‍👦'.repeat(5)],
])('the longest request fits one QR code: a name of %s', (_, name) => {
  expect(MachineName.parse(name)).toBe(name);
  expect(bytesOf(name)).toBeLessThanOrEqual(mostBytes);
});

test('whatever a machine is called, its request fits one QR code', () => {
  const legal = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((name) => {
    const { success, data } = MachineName.safeParse(name);
    return success && data === name;
  });
  fc.assert(
    fc.property(legal, (name) => {
      expect(bytesOf(name)).toBeLessThanOrEqual(mostBytes);
    }),
    { numRuns: 300 },
  );
});

test('a request survives being shown and read', { timeout: 30_000 }, () => {
  const payload = longest('日'.repeat(60));
  const shown = qrText(seal(platform, 'license-request', payload, [machine])) ?? '';
  const rows = encodeQr(shown, 'raw', { ecc: 'low', scale: 3, border: 4 });
  const size = rows.length;
  const data = new Uint8Array(size * size * 4);
  rows.forEach((row, y) =>
    row.forEach((isDark, x) => data.set(isDark ? [0, 0, 0, 255] : [255, 255, 255, 255], (y * size + x) * 4)),
  );
  const seen = decodeQr({ width: size, height: size, data });
  expect(seen).toBe(shown);
  const context = { ...sampleFiles()['license-request'].context, cloud: { id: payload.cloud, name: 'A cloud' } };
  expect(open(platform, 'license-request', seen, context)).toMatchObject({
    accepted: true,
    payload: LicenseRequestPayload.parse(payload),
  });
});

test('the first block is put into a code, if it is whole', () => {
  const file = sealed('license-request', sampleFiles()['license-request']);
  expect(qrText(file)).toBe(file.slice(file.indexOf('-----BEGIN')));
  expect(qrText(joinFiles([file, sealed('return-proof', sampleFiles()['return-proof'])]))).toBe(qrText(file));
  expect(qrText(file.slice(0, 600))).toBeNull();
  expect(qrText('')).toBeNull();
});
