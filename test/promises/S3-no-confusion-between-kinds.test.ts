import { expect, test } from 'vitest';
import { openCall, sealCall } from '#shared/files/call.ts';
import { armour } from '#shared/files/armour.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import { kindNames, kinds } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import type { Signer } from '#shared/files/platform.ts';
import { report } from '../support/promise.ts';
import { fixedSigner, importing, noon, platform, testCloud, testLicense } from '../support/signed-files.ts';

const cloud = testCloud();
const other = testCloud('Other Cloud');
const machine = fixedSigner('RENDER-03');
const call = {
  purpose: 'heartbeat',
  cloud: cloud.trustRoot.cloud,
  machine: { publicKey: machine.publicKey, name: 'RENDER-03', platform: 'linux', appVersion: '1', evidence: {} },
  nonce: '0'.repeat(32),
  counter: 1,
  sentAt: noon,
  license: null,
  replaces: null,
  lease: null,
  appliedSequence: 0,
} as const;

const contents = { license: testLicense(machine), 'trust-root': cloud.trustRoot, 'machine-call': call };
const signers: Record<string, Signer> = {
  root: cloud.root,
  lease: cloud.lease,
  release: fixedSigner('Northlight Cloud release'),
  machine,
  'lease key of another cloud': other.lease,
  'root key of another cloud': other.root,
};
const labels = [...kindNames.map((name) => kinds[name].label), 'MACHINE CALL', 'LICENSE REQUEST'];

/** The only combinations that are genuine. */
const genuine = new Set(['license|license|LICENSE|lease', 'trust-root|trust-root|TRUST ROOT|root']);

test('S3 each content under each type and label, signed by each key, opened as each kind: only the genuine opens', () => {
  const accepted: string[] = [];
  let tried = 0;
  for (const [content, payload] of Object.entries(contents)) {
    for (const type of Object.keys(contents)) {
      for (const [signer, key] of Object.entries(signers)) {
        const envelope = makeEnvelope(platform, payloadTypeOf(type), payload, [key]);
        for (const label of labels) {
          const text = armour(label, platform.toBase64(platform.toBytes(envelope)), []);
          const name = `${content}|${type}|${label}|${signer}`;
          if (open(platform, 'license', text, importing(cloud, machine)).accepted) accepted.push(name);
          if (open(platform, 'trust-root', text, { pinned: null }).accepted) accepted.push(name);
          if (openCall(platform, text, { cloud: call.cloud, purpose: 'heartbeat' }).accepted) accepted.push(name);
          tried += 3;
        }
        const isCall = openCall(platform, envelope, { cloud: call.cloud, purpose: 'heartbeat' }).accepted;
        expect(isCall).toBe(content === 'machine-call' && type === 'machine-call' && signer === 'machine');
        tried += 1;
      }
    }
  }
  expect(new Set(accepted)).toEqual(genuine);
  report(`S3: ${tried} combinations opened, only the ${genuine.size} genuine ones and the genuine call accepted`);
});

test('S3 a call opens at no other cloud and for no other purpose', () => {
  const text = sealCall(platform, call, machine);
  for (const cloudId of ['other-cloud', '', cloud.trustRoot.cloud.toUpperCase()]) {
    expect(openCall(platform, text, { cloud: cloudId, purpose: 'heartbeat' }).accepted).toBe(false);
  }
  for (const purpose of ['pick', 'return'] as const) {
    expect(openCall(platform, text, { cloud: call.cloud, purpose }).accepted).toBe(false);
  }
});
