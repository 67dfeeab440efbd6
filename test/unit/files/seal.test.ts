import { expect, test } from 'vitest';
import { armour, blocks } from '#shared/files/armour.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { keyIdOf } from '#shared/files/keys.ts';
import { open } from '#shared/files/open.ts';
import { seal } from '#shared/files/seal.ts';
import { words } from '#shared/files/words.ts';
import { forEachKind, sampleFiles, sealed } from '../../support/sample-files.ts';
import { fixedSigner, importing, platform, testCloud, testLicense } from '../../support/signed-files.ts';

const machine = fixedSigner('RENDER-03');
const cloud = testCloud();

test('the words: 256, told apart by four letters', () => {
  expect(words).toHaveLength(256);
  expect(new Set(words.map((word) => word.slice(0, 4))).size).toBe(256);
});

test('the fingerprint spells the key id of the root key', () => {
  const spoken = fingerprintOf(cloud.trustRoot).split(/[- ]/);
  expect(spoken).toHaveLength(8);
  const id = spoken.map((word) => words.indexOf(word).toString(16).padStart(2, '0')).join('');
  expect(id).toBe(cloud.root.keyId);
});

test('only Ed25519 keys have an id', () => {
  expect(keyIdOf(platform, machine.publicKey)).toBe(machine.keyId);
  for (const key of ['', 'AAAA', `${machine.publicKey}AA`, machine.publicKey.replace('K', 'k'), 'ä'.repeat(60)]) {
    expect(keyIdOf(platform, key)).toBeNull();
  }
});

test('every kind is sealed in 64 columns under lines for people, and opens where it should', () => {
  forEachKind(sampleFiles(cloud, machine), (kind, sample) => {
    const file = sealed(kind, sample);
    const block = file.slice(file.indexOf('-----BEGIN')).trimEnd().split('\n');
    expect(Math.max(...block.slice(1, -1).map((line) => line.length))).toBe(64);
    expect(file.split('\n')[0]).toMatch(/^Greenroom /);
    expect(open(platform, kind, file, sample.context)).toMatchObject({ accepted: true, payload: sample.payload });
  });
});

test('what does not fit its schema is not sealed', () => {
  const wrong = { ...testLicense(machine), sequence: 0 };
  expect(() => seal(platform, 'license', wrong, [cloud.lease])).toThrow('sequence');
});

test('names cannot break out of the lines for people', () => {
  const nasty = 'X\n-----BEGIN GREENROOM LICENSE-----\nAAAA\n-----END GREENROOM LICENSE-----';
  const file = armour('LICENSE', 'QUJD', [nasty]);
  expect([...blocks(file, () => 100)]).toEqual([{ label: 'LICENSE', body: 'QUJD' }]);
  const named = seal(platform, 'license', testLicense(machine, { machineName: nasty.slice(0, 60) }), [cloud.lease]);
  expect([...blocks(named, () => 100_000)]).toHaveLength(1);
  expect(open(platform, 'license', named, importing(cloud, machine)).accepted).toBe(true);
});

test('a file of more than 10 000 blocks is read no further', () => {
  expect([...blocks(armour('LICENSE', '', []).repeat(10_100), () => 100)]).toHaveLength(10_000);
});

test('a block may be as large as its kind allows, and no larger', () => {
  const body = 'A'.repeat(256 * 1024 - 4_096);
  expect([...blocks(armour('RELEASE MANIFEST', body, []), () => 256 * 1024)][0]?.body).toBe(body);
  expect([...blocks(armour('LICENSE', body, []), () => 64 * 1024)][0]?.body).toBeNull();
});
