import { expect, test } from 'vitest';
import { armour, blocks } from '#shared/files/armour.ts';
import { openCall, sealCall } from '#shared/files/call.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { licenseHeader, trustRootHeader } from '#shared/files/header.ts';
import { keyIdOf } from '#shared/files/keys.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import { seal } from '#shared/files/seal.ts';
import { words } from '#shared/files/words.ts';
import { fixedSigner, noon, platform, testCloud, testLease, testLicense } from '../../support/signed-files.ts';

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

test('a file has lines for people, in the zone of the organization, and 64 columns', () => {
  const payload = testLicense(machine);
  const file = seal(platform, 'license', payload, [cloud.lease], licenseHeader(payload, 'Europe/Oslo'));
  expect(file.split('\n').slice(0, 5)).toEqual([
    'Greenroom license for RENDER-03 - Northlight Studios',
    'Graphics XR - leased until 2027-01-02 13:00 Europe/Oslo - license ends 2027-06-30',
    'Next: open this file in Greenroom on RENDER-03',
    '',
    '-----BEGIN GREENROOM LICENSE-----',
  ]);
  expect(
    Math.max(
      ...file
        .split('\n')
        .slice(4)
        .map((line) => line.length),
    ),
  ).toBe(64);
  expect(licenseHeader(testLicense(machine, { leases: [] }), 'UTC')[1]).toBe('This machine holds no license');
  const endless = testLicense(machine, { leases: [testLease({ licenseEndsAt: null })] });
  expect(licenseHeader(endless, 'UTC')[1]).toContain('license ends never');
  expect(trustRootHeader(cloud.trustRoot)[1]).toContain(fingerprintOf(cloud.trustRoot));
});

test('names cannot break out of the lines for people', () => {
  const nasty = 'X\n-----BEGIN GREENROOM LICENSE-----\nAAAA\n-----END GREENROOM LICENSE-----';
  const file = armour('LICENSE', 'QUJD', [nasty]);
  expect([...blocks(file, () => 100)]).toEqual([{ label: 'LICENSE', body: 'QUJD' }]);
});

test('a file of more than 10 000 blocks is read no further', () => {
  expect([...blocks(armour('LICENSE', '', []).repeat(10_100), () => 100)]).toHaveLength(10_000);
});

const call: MachineCallPayload = {
  purpose: 'heartbeat',
  cloud: cloud.trustRoot.cloud,
  machine: { publicKey: machine.publicKey, name: 'RENDER-03', platform: 'linux', appVersion: '0.1.0', evidence: {} },
  nonce: '0'.repeat(32),
  counter: 4,
  sentAt: noon,
  license: null,
  replaces: null,
  lease: null,
  appliedSequence: 0,
};

test('a call opens only at its cloud, for its purpose, signed by its own key', () => {
  const context = { cloud: cloud.trustRoot.cloud, purpose: 'heartbeat' } as const;
  const text = sealCall(platform, call, machine);
  expect(openCall(platform, text, context)).toMatchObject({ accepted: true, payload: call, machine: machine.keyId });
  const why = (changed: string, change = {}) => {
    const opened = openCall(platform, changed, { ...context, ...change });
    return opened.accepted ? null : opened.why;
  };
  expect(why(text, { cloud: 'elsewhere' })).toBe('other-cloud');
  expect(why(text, { purpose: 'return' })).toBe('other-purpose');
  expect(why(sealCall(platform, call, cloud.lease))).toBe('bad-signature');
  expect(why(sealCall(platform, call, { ...cloud.lease, keyId: machine.keyId }))).toBe('bad-signature');
  expect(why(text.replace(/"sig":"./, '"sig":"?'))).toBe('bad-signature');
  expect(why(text.replace('machine-call', 'license'))).toBe('unreadable');
  expect(why(sealCall(platform, { ...call, machine: { ...call.machine, publicKey: 'AAAA' } }, machine))).toBe(
    'unreadable',
  );
  for (const nonsense of ['', '{}', 'null', '[]', ' '.repeat(20_000), `${text} `.repeat(20)]) {
    expect(why(nonsense)).toBe('unreadable');
  }
});
