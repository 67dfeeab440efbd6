import { describe, expect, it } from 'vitest';
import { qrText, splitBlocks } from '#shared/files/bundle.ts';
import type { LicenseRequestPayload } from '#shared/files/license-request.ts';
import { seal } from '#shared/files/seal.ts';
import { EvidenceName } from '#shared/models/machine.ts';
import { day } from '#shared/models/time.ts';
import { mostQrBytes, qrDots } from '../../../renderer/parts/qr-code.tsx';
import { readPixels } from '../../../renderer/parts/qr-read.ts';
import { fixedSigner, noon, platform } from '../../support/signed-files.ts';

const signer = fixedSigner('a machine with every fact there is');
const hash = '9f8e7d6c5b4a39281706f5e4d3c2b1a0';

/** The largest request there is in practice: every fact present, the longest names. */
const payload: LicenseRequestPayload = {
  cloud: 'northlight-cloud-0123456789abcdef',
  request: hash,
  purpose: 'activate',
  machine: {
    publicKey: signer.publicKey,
    name: 'OB-1-RENDER-03-OF-THE-SECOND-OUTSIDE-BROADCAST-VAN-OF-OSLO-1',
    platform: 'windows',
    appVersion: '0.1.0-beta.12+build.20261123',
    isVirtual: false,
    evidence: Object.fromEntries(EvidenceName.options.map((name) => [name, hash])),
  },
  counter: 1_234_567,
  applied: { sequence: 4321, digest: hash + hash },
  wanted: { product: 'a-product-with-a-long-slug', edition: 'an-edition-with-one-too', days: 30 },
  madeAt: noon,
  uptime: 1_234_567_890,
  useBy: noon + 30 * day,
};
payload.machine.name = payload.machine.name.slice(0, 60);
const request = seal(platform, 'license-request', payload, [signer], ['A request for a human to carry']);

/** A screen seen by a camera: each dot so many pixels wide, in the colours of the page. */
function pixelsOf(value: string, scale: number, spoil: (index: number) => boolean = () => false) {
  const { data, size } = qrDots(value, true);
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let at = 0; at < width * width; at++) {
    const dark = data[Math.floor(at / width / scale)]?.[Math.floor((at % width) / scale)] ?? false;
    const shade = dark !== spoil(at) ? 8 : 245;
    pixels.set([shade, shade, shade], at * 4);
  }
  return { width, height: width, data: pixels };
}

describe('a request as one QR code', () => {
  const shown = qrText(request) ?? '';

  it('fits, without the lines for people', () => {
    expect(shown.length).toBeGreaterThan(1_500);
    expect(shown.length).toBeLessThanOrEqual(mostQrBytes);
    expect(request.length).toBeGreaterThan(shown.length);
  });

  it('is read back letter by letter from the pixels of its own picture, small and large', () => {
    for (const scale of [2, 3, 4]) expect(readPixels(pixelsOf(shown, scale))).toBe(shown);
    expect(splitBlocks(shown)[0]).toMatchObject({ kind: 'license-request', text: shown });
  });

  it('is read with some dots spoilt, as by dust or glare', () => {
    const every = 997;
    expect(readPixels(pixelsOf(shown, 4, (index) => index % every === 0))).toBe(shown);
  });

  it('holds the most that is allowed', () => {
    const most = 'x'.repeat(mostQrBytes);
    expect(readPixels(pixelsOf(most, 3))).toBe(most);
  });

  it('is nothing where there is no code', () => {
    const blank = { width: 200, height: 200, data: new Uint8ClampedArray(200 * 200 * 4).fill(200) };
    expect(readPixels(blank, 50)).toBeNull();
  });
});
