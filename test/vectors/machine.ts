import { payloadTypeOf } from '#shared/files/kind.ts';
import type { LicenseRequestPayload } from '#shared/files/license-request.ts';
import { seal } from '#shared/files/seal.ts';
import { day } from '#shared/models/time.ts';
import { digestOf, introduction, sampleFiles, sealed } from '../support/sample-files.ts';
import { fixedSigner, noon, platform, testCloud } from '../support/signed-files.ts';
import { commonDrafts } from './common.ts';
import { type Draft, raw, type WrittenContext } from './vector.ts';

const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const stranger = fixedSigner('RENDER-04');
const samples = sampleFiles(cloud, machine);
const here = samples['return-proof'].context;
const license = sealed('license', samples.license);

const request = samples['license-request'].payload;
const asking: WrittenContext<'license-request'> = { ...here, now: noon + 60_000, known: {} };
const askedBefore = { ...asking, known: { [request.request]: digestOf(request) } };
const elsewhere = { organization: 'Northlight Studios', holders: [{ id: 'lumen', name: 'Lumen Broadcast' }] };
const ask = (change: Partial<LicenseRequestPayload>) =>
  seal(platform, 'license-request', { ...request, ...change }, [machine]);
const forged = (change: object) => raw(payloadTypeOf('license-request'), { ...request, ...change }, 'LICENSE REQUEST', [machine]);
const good = ask({});

export const requestDrafts: Draft<'license-request'>[] = [
  ...commonDrafts({
    kind: 'license-request',
    file: good,
    payload: request,
    signer: machine,
    stranger,
    context: asking,
    otherKind: license,
  }),
  { name: 'of a machine that chooses nothing', text: ask({ wanted: null }), context: asking, expect: 'accepted' },
  {
    name: 'to renew until the license ends, with the last license applied',
    text: ask({
      purpose: 'renew',
      applied: { sequence: 7, digest: samples['license-applied'].payload.digest },
      wanted: { product: 'graphics', edition: null, days: null },
    }),
    context: asking,
    expect: 'accepted',
  },
  { name: 'of a machine that could read no hardware', text: ask({ purpose: 'repair', machine: { ...introduction(machine), evidence: {} } }), context: asking, expect: 'accepted' },
  { name: 'the same request again', text: good, context: askedBefore, expect: 'accepted' },
  { name: 'the same request again, long after', text: good, context: { ...askedBefore, now: noon + 300 * day }, expect: 'accepted' },
  { name: 'of a machine whose clock is in 1970', text: ask({ madeAt: 60_000, useBy: 60_000 + 30 * day }), context: asking, expect: 'accepted' },

  { name: 'carried about for too long', text: good, context: { ...asking, now: noon + 31 * day }, expect: 'import-by-passed' },
  { name: 'the same id with other content', text: ask({ wanted: null }), context: askedBefore, expect: 'request-changed' },
  { name: 'for another cloud', text: ask({ cloud: 'elsewhere' }), context: asking, expect: 'other-cloud' },
  {
    name: 'of a machine of another organization, which whoever asks belongs to',
    text: good,
    context: { ...asking, intake: { ...elsewhere, mine: ['northlight', 'lumen'] } },
    expect: 'other-organization',
  },
  {
    name: 'of a machine of another organization, which is none of their business',
    text: good,
    context: { ...asking, intake: { ...elsewhere, mine: ['northlight'] } },
    expect: 'other-organization',
  },
  {
    name: 'a key of another algorithm',
    text: ask({ machine: { ...introduction(machine), publicKey: machine.publicKey.replace('MCowBQYDK2Vw', 'MCowBQYDK2Vx') } }),
    context: asking,
    expect: 'untrusted-key',
  },
  { name: 'with evidence that is no hash', text: forged({ machine: { ...introduction(machine), evidence: { cpu: 'AMD' } } }), context: asking, expect: 'damaged' },
];

const acknowledgement = samples['license-applied'];
export const appliedDrafts: Draft<'license-applied'>[] = [
  ...commonDrafts({
    kind: 'license-applied',
    file: sealed('license-applied', acknowledgement),
    payload: acknowledgement.payload,
    signer: machine,
    stranger,
    context: here,
    otherKind: license,
  }),
  {
    name: 'of a license that came without a request',
    text: sealed('license-applied', { ...acknowledgement, payload: { ...acknowledgement.payload, request: null } }),
    context: here,
    expect: 'accepted',
  },
  {
    name: 'for another cloud',
    text: sealed('license-applied', { ...acknowledgement, payload: { ...acknowledgement.payload, cloud: 'elsewhere' } }),
    context: here,
    expect: 'other-cloud',
  },
];

const proof = samples['return-proof'];
export const proofDrafts: Draft<'return-proof'>[] = [
  ...commonDrafts({
    kind: 'return-proof',
    file: sealed('return-proof', proof),
    payload: proof.payload,
    signer: machine,
    stranger,
    context: here,
    otherKind: good,
  }),
  {
    name: 'of a lease that was never used',
    text: sealed('return-proof', { ...proof, payload: { ...proof.payload, lastUsedAt: null } }),
    context: here,
    expect: 'accepted',
  },
  {
    name: 'for another cloud',
    text: sealed('return-proof', { ...proof, payload: { ...proof.payload, cloud: 'elsewhere' } }),
    context: here,
    expect: 'other-cloud',
  },
];
