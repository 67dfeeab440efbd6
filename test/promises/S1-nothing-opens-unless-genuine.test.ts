import { expect, test } from 'vitest';
import type { Context, KindName } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import { seal } from '#shared/files/seal.ts';
import { figure, isFull, report } from '../support/promise.ts';
import { fixedSigner, importing, platform, testCloud, testLicense } from '../support/signed-files.ts';

const files = figure(2, 200);

/** Flips every bit of a file, one at a time. The lines above the block are left out: they mean nothing. */
function flips<Name extends KindName>(
  kind: Name,
  file: string,
  context: Context<Name>,
): [flipped: number, accepted: number] {
  expect(open(platform, kind, file, context).accepted).toBe(true);
  const bytes = Buffer.from(file);
  const from = bytes.indexOf('-----BEGIN');
  const to = bytes.indexOf('\n', bytes.indexOf('-----END'));
  let accepted = 0;
  for (let bit = from * 8; bit < to * 8; bit++) {
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    if (open(platform, kind, bytes.toString(), context).accepted) accepted++;
    bytes[bit >> 3]! ^= 1 << (bit & 7);
  }
  return [(to - from) * 8, accepted];
}

test(`S1 every bit of ${files} files of each kind flipped: none is accepted`, {
  timeout: isFull ? 3_600_000 : 120_000,
}, () => {
  const total = { license: 0, 'trust-root': 0 };
  for (let number = 0; number < files; number++) {
    const cloud = testCloud(`Cloud ${number}`);
    const machine = fixedSigner(`machine ${number}`);
    const payload = testLicense(machine, { cloud: cloud.trustRoot.cloud, sequence: number + 1 });
    const license = seal(platform, 'license', payload, [cloud.lease], ['For you']);
    const [licenseBits, licensesAccepted] = flips('license', license, importing(cloud, machine));
    const [rootBits, rootsAccepted] = flips('trust-root', cloud.trustRootFile, { pinned: null });
    expect([licensesAccepted, rootsAccepted]).toEqual([0, 0]);
    total.license += licenseBits;
    total['trust-root'] += rootBits;
  }
  report(
    `S1: ${total.license} bits of ${files} licenses and ${total['trust-root']} of ${files} trust roots flipped, 0 accepted`,
  );
});

test('S1 changed lines for people change nothing', () => {
  const cloud = testCloud();
  const machine = fixedSigner('RENDER-03');
  const file = seal(platform, 'license', testLicense(machine), [cloud.lease], ['Graphics XR, leased until 2027']);
  const plain = open(platform, 'license', file, importing(cloud, machine));
  const changed = open(platform, 'license', file.replace('2027', '2099'), importing(cloud, machine));
  expect(changed).toEqual(plain);
});
