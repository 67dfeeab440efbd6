import { armour } from '#shared/files/armour.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import type { LicenseContext } from '#shared/files/license-rules.ts';
import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import { day, hour } from '#shared/models/time.ts';
import { digestOf, sampleFiles, sealed } from '../support/sample-files.ts';
import {
  fixedSigner,
  importing,
  noon,
  platform,
  tamper,
  testCloud,
  testLease,
  testLicense,
} from '../support/signed-files.ts';
import { commonDrafts } from './common.ts';
import { type Draft, raw } from './vector.ts';

const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const samples = sampleFiles(cloud, machine);
const payload = testLicense(machine);
const sign = (content: LicensePayload, signer: Signer = cloud.lease) => seal(platform, 'license', content, [signer]);

const good = sign(payload);
const newer = sign(testLicense(machine, { sequence: 8, leases: [] }));
const elsewhere = sign(testLicense(fixedSigner('RENDER-04'), { machineName: 'RENDER-04', sequence: 99 }));
const twoLeases = sign({ ...payload, leases: [testLease(), testLease({ id: 'lease-2' })] });
const context = importing(cloud, machine);
const answering: LicenseContext = { ...context, purpose: { for: 'answer', nonce: payload.answers ?? '' } };
const applied = { sequence: 7, digest: digestOf(payload) };
const using: LicenseContext = { ...context, applied, purpose: { for: 'use' } };

const license = payloadTypeOf('license');
const unchecked = (change: object) => raw(license, { ...payload, ...change }, 'LICENSE', [cloud.lease]);

export const licenseDrafts: Draft<'license'>[] = [
  ...commonDrafts({
    kind: 'license',
    file: good,
    payload,
    signer: cloud.lease,
    stranger: testCloud('Other Cloud').lease,
    context,
    otherKind: sealed('license-request', samples['license-request']),
  }),
  { name: 'the answer to an open call', text: good, context: answering, expect: 'accepted' },
  {
    name: 'the answer to an open call, on a machine whose clock is in 1970',
    text: good,
    context: { ...answering, now: 0 },
    expect: 'accepted',
  },
  { name: 'carried to a machine whose clock is in 1970', text: good, context: { ...context, now: 0 }, expect: 'accepted' },
  { name: 'applied, and read again to use it', text: good, context: using, expect: 'accepted' },
  { name: 'read again to use it, long after it had to be applied', text: good, context: { ...using, now: noon + 90 * day }, expect: 'accepted' },
  { name: 'no leases', text: newer, context, expect: 'accepted' },
  { name: 'newer than the one applied, asked for or not', text: unchecked({ sequence: 9, answers: null }), context: { ...context, applied }, expect: 'accepted' },
  { name: 'a bundle: the own file is found', text: elsewhere + good, context, expect: 'accepted' },
  { name: 'a bundle: of two own files the newer is taken', text: newer + good, context, expect: 'accepted' },
  { name: 'a bundle: a damaged block does not hide the good one', text: tamper(elsewhere) + good, context, expect: 'accepted' },
  { name: 'one of two leases was given back here', text: twoLeases, context: { ...context, returned: ['lease-2'] }, expect: 'accepted' },
  {
    name: 'policies left out, as files of an early cloud do',
    text: unchecked({ setBackAllowance: undefined, warnDays: undefined, barred: undefined }),
    context,
    expect: 'accepted',
  },
  { name: 'another machine is barred', text: unchecked({ barred: ['0123456789abcdef'] }), context, expect: 'accepted' },

  { name: 'larger than 64 KiB', text: armour('LICENSE', 'A'.repeat(65_540), []), context, expect: 'damaged' },
  { name: 'signed, but content is missing', text: unchecked({ sequence: undefined }), context, expect: 'damaged' },
  {
    name: 'signed, but a lease ends after its license',
    text: unchecked({ leases: [testLease({ leaseEndsAt: noon + 181 * day })] }),
    context,
    expect: 'damaged',
  },
  { name: 'a trust root', text: cloud.trustRootFile, context, expect: 'wrong-kind' },
  { name: 'no cloud is trusted here yet', text: good, context: { ...context, trustRoot: null }, expect: 'untrusted-key' },
  { name: 'signed by the root key', text: sign(payload, cloud.root), context, expect: 'untrusted-key' },
  { name: 'signed by the release key', text: sign(payload, cloud.release), context, expect: 'untrusted-key' },
  { name: 'signed by the machine itself', text: sign(payload, machine), context, expect: 'untrusted-key' },
  { name: 'signed by the right key for another cloud', text: sign({ ...payload, cloud: 'elsewhere' }), context, expect: 'other-cloud' },
  { name: 'for another machine', text: elsewhere, context, expect: 'other-machine' },
  {
    name: 'for another machine with the same name',
    text: sign({ ...payload, machine: fixedSigner('RENDER-04').keyId }),
    context,
    expect: 'other-machine',
  },
  { name: 'a bundle without the own file', text: elsewhere + elsewhere, context, expect: 'other-machine' },
  { name: 'this machine is barred', text: unchecked({ barred: [machine.keyId] }), context, expect: 'machine-barred' },
  {
    name: 'this machine is barred, says a file for another',
    text: sign(testLicense(fixedSigner('RENDER-04'), { machineName: 'RENDER-04', barred: [machine.keyId] })),
    context,
    expect: 'machine-barred',
  },
  { name: 'its only lease was given back here', text: good, context: { ...context, applied, returned: ['lease-1'] }, expect: 'already-returned' },
  {
    name: 'both leases were given back here',
    text: twoLeases,
    context: { ...context, returned: ['lease-2', 'lease-1'] },
    expect: 'already-returned',
  },
  {
    name: 'begins next month',
    text: unchecked({ leases: [testLease({ notBefore: noon + 30 * day, leaseEndsAt: noon + 60 * day })] }),
    context,
    expect: 'not-yet-valid',
  },
  { name: 'carried for too long', text: good, context: { ...context, now: noon + 2 * hour }, expect: 'import-by-passed' },
  { name: 'a clock that is years ahead', text: good, context: { ...context, now: noon + 3 * 365 * day }, expect: 'clock-needs-attention' },
  { name: 'older than the one applied', text: good, context: { ...context, applied: { ...applied, sequence: 8 } }, expect: 'superseded' },
  {
    name: 'the number of the one applied, with other content',
    text: good,
    context: { ...context, applied: { sequence: 7, digest: '00' } },
    expect: 'superseded',
  },
  {
    name: 'put back by hand after a newer one was applied',
    text: good,
    context: { ...using, applied: { ...applied, sequence: 8 } },
    expect: 'superseded',
  },
  { name: 'applied already', text: good, context: { ...context, applied }, expect: 'already-applied' },
  {
    name: 'the answer to another call',
    text: good,
    context: { ...context, purpose: { for: 'answer', nonce: 'f'.repeat(32) } },
    expect: 'unknown-request',
  },
  { name: 'pushed, where an answer was awaited', text: unchecked({ answers: null }), context: answering, expect: 'unknown-request' },
];
