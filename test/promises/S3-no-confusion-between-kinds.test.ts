import { expect, test } from 'vitest';
import { armour } from '#shared/files/armour.ts';
import { openCall, sealCall } from '#shared/files/call.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import { inspect } from '#shared/files/inspect.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import { type KindName, kindNames, kinds } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import type { Signer } from '#shared/files/platform.ts';
import { figure, report } from '../support/promise.ts';
import { forEachKind, sampleFiles, testCall } from '../support/sample-files.ts';
import { fixedSigner, platform, testCloud } from '../support/signed-files.ts';

const cloud = testCloud();
const other = testCloud('Other Cloud');
const machine = fixedSigner('RENDER-03');
const neighbour = fixedSigner('RENDER-04');
const samples = sampleFiles(cloud, machine);
const call = testCall(machine);

const contents: Record<string, object> = { 'machine-call': call };
forEachKind(samples, (kind, { payload }) => {
  contents[kind] = payload;
});
const signers: Record<string, Signer> = {
  root: cloud.root,
  lease: cloud.lease,
  release: cloud.release,
  machine,
  'another machine': neighbour,
  'the lease key of another cloud': other.lease,
  'the root key of another cloud': other.root,
  'the release key of another cloud': other.release,
};
const labels = [...kindNames.map((kind) => kinds[kind].label), 'MACHINE CALL'];
const signerOf: Record<KindName, string> = {
  'license-request': 'machine',
  license: 'lease',
  'license-applied': 'machine',
  'return-proof': 'machine',
  'return-receipt': 'lease',
  'release-index': 'release',
  'release-manifest': 'release',
  'trust-root': 'root',
};
/** The only combinations of content, type, label and signer that are genuine. */
const genuine = kindNames.map((kind) => `${kind}|${kind}|${kinds[kind].label}|${signerOf[kind]}`);

test('S3 each content under each type and label, signed by each key, opened as each kind: only the genuine opens', {
  timeout: 60_000,
}, () => {
  const accepted: string[] = [];
  let tried = 0;
  for (const [content, payload] of Object.entries(contents)) {
    for (const type of Object.keys(contents)) {
      for (const [signer, key] of Object.entries(signers)) {
        const envelope = makeEnvelope(platform, payloadTypeOf(type), payload, [key]);
        for (const label of labels) {
          const text = armour(label, platform.toBase64(platform.toBytes(envelope)), []);
          const name = `${content}|${type}|${label}|${signer}`;
          forEachKind(samples, (kind, { context }) => {
            if (open(platform, kind, text, context).accepted) accepted.push(name);
            tried++;
          });
          expect(openCall(platform, text, call).accepted).toBe(false);
        }
        const isCall = openCall(platform, envelope, call).accepted;
        expect(isCall).toBe(content === 'machine-call' && type === 'machine-call' && signer === 'machine');
        tried += 1 + labels.length;
      }
    }
  }
  expect(accepted.toSorted()).toEqual(genuine.toSorted());
  report(`S3: ${tried} combinations opened, only the ${genuine.length} genuine ones and the genuine call accepted`);
});

test('S3 in another organization, cloud or machine nothing of this one opens', () => {
  const elsewhere = sampleFiles(other, neighbour);
  const accepted: string[] = [];
  for (let turn = 1; turn <= figure(1, 50); turn++) {
    const here = sampleFiles(cloud, machine, turn);
    forEachKind(here, (kind, { payload, signer }) => {
      const envelope = makeEnvelope(platform, payloadTypeOf(kind), payload, [signer]);
      const text = armour(kinds[kind].label, platform.toBase64(platform.toBytes(envelope)), []);
      const { context } = elsewhere[kind];
      // Before anything is pinned every trust root may be looked at; here one is.
      const around = kind === 'trust-root' ? { pinned: { payload: other.trustRoot, digest: '' } } : context;
      if (open(platform, kind, text, { ...context, ...around }).accepted) accepted.push(kind);
    });
  }
  expect(accepted).toEqual([]);
});

test('S3 a machine accepts no license or receipt of its neighbour, and no cloud key speaks for a machine', () => {
  for (const kind of ['license', 'return-receipt'] as const) {
    const { context } = sampleFiles(cloud, neighbour)[kind];
    const opened = inspect(platform, sealedAs(kind, samples[kind].payload, cloud.lease), {
      now: samples.license.context.now,
      trustRoot: { payload: cloud.trustRoot, digest: '' },
      machine: context.machine,
      applied: null,
      returned: [],
      requests: [],
      returns: [],
      cloud: null,
    });
    expect(opened).toMatchObject([{ isGenuine: true, refusal: { code: 'other-machine' } }]);
  }
  for (const kind of ['license-request', 'license-applied', 'return-proof'] as const) {
    const text = sealedAs(kind, samples[kind].payload, cloud.lease);
    expect(open(platform, kind, text, samples['license-request'].context).accepted).toBe(false);
  }
});

function sealedAs(kind: KindName, payload: object, signer: Signer): string {
  const envelope = makeEnvelope(platform, payloadTypeOf(kind), payload, [signer]);
  return armour(kinds[kind].label, platform.toBase64(platform.toBytes(envelope)), []);
}

test('S3 a call opens at no other cloud and for no other purpose', () => {
  const text = sealCall(platform, call, machine);
  for (const cloudId of ['other-cloud', '', cloud.trustRoot.cloud.toUpperCase()]) {
    expect(openCall(platform, text, { cloud: cloudId, purpose: 'heartbeat' }).accepted).toBe(false);
  }
  for (const purpose of ['pick', 'enter', 'return', 'go-offline', 'go-online', 'repair', 'claim'] as const) {
    expect(openCall(platform, text, { cloud: call.cloud, purpose }).accepted).toBe(false);
  }
});
