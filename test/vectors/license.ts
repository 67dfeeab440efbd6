import { armour } from '#shared/files/armour.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import { licenseHeader } from '#shared/files/header.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import type { LicenseContext } from '#shared/files/license-rules.ts';
import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import { day, hour } from '#shared/models/time.ts';
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
import type { Draft } from './vector.ts';

const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const payload = testLicense(machine);
const nonce = payload.answers ?? '';
const header = licenseHeader(payload, 'Europe/Oslo');
const good = seal(platform, 'license', payload, [cloud.lease], header);
const newer = seal(platform, 'license', testLicense(machine, { sequence: 8, leases: [] }), [cloud.lease]);
const elsewhere = seal(
  platform,
  'license',
  testLicense(fixedSigner('RENDER-04'), { machineName: 'RENDER-04', sequence: 99 }),
  [cloud.lease],
);
const context = importing(cloud, machine);
const answering: LicenseContext = { ...context, purpose: { for: 'answer', nonce } };
const digest = platform.sha256(platform.toBytes(JSON.stringify(payload)));
const applied = { sequence: 7, digest: Buffer.from(digest).toString('hex') };

/** Signs what `seal` would not. */
const raw = (payloadType: string, content: unknown, label = 'LICENSE', signer: Signer = cloud.lease) =>
  armour(label, platform.toBase64(platform.toBytes(makeEnvelope(platform, payloadType, content, [signer]))), []);
const license = payloadTypeOf('license');
const quoted = (text: string) => text.split('\n').map((line) => `> ${line}`).join('\n');

export const licenseDrafts: Draft<'license'>[] = [
  { name: 'carried to its machine', text: good, context, expect: 'accepted' },
  { name: 'the answer to an open call', text: good, context: answering, expect: 'accepted' },
  {
    name: 'the answer to an open call, on a machine whose clock is in 1970',
    text: good,
    context: { ...answering, now: 0 },
    expect: 'accepted',
  },
  { name: 'applied, and read again to use it', text: good, context: { ...context, applied, purpose: { for: 'use' } }, expect: 'accepted' },
  { name: 'no leases', text: newer, context, expect: 'accepted' },
  { name: 'byte-order mark and CRLF', text: `\uFEFF${good.replaceAll('\n', '\r\n')}`, context, expect: 'accepted' },
  { name: 'blanks around the lines', text: good.replaceAll('\n', ' \t\n  '), context, expect: 'accepted' },
  { name: 'quoted in a mail', text: `Hello Ingrid,\n${quoted(quoted(good))}\nBest, Jo`, context, expect: 'accepted' },
  { name: 'a bundle: the own file is found', text: elsewhere + good, context, expect: 'accepted' },
  { name: 'a bundle: of two own files the newer is taken', text: newer + good, context, expect: 'accepted' },
  { name: 'a bundle: a damaged block does not hide the good one', text: tamper(elsewhere) + good, context, expect: 'accepted' },
  { name: 'two blocks run into one another', text: good.slice(0, 900) + '\n' + good, context, expect: 'accepted' },
  { name: 'a field of a later version is passed over', text: raw(license, { ...payload, colour: 'blue' }), context, expect: 'accepted' },

  { name: 'nothing', text: '', context, expect: 'not-a-greenroom-file' },
  { name: 'another text', text: 'Dear customer, your license is attached.', context, expect: 'not-a-greenroom-file' },
  { name: 'another armour', text: good.replaceAll('GREENROOM', 'BLUEROOM'), context, expect: 'not-a-greenroom-file' },
  { name: 'cut off', text: good.slice(0, 900), context, expect: 'damaged' },
  { name: 'a line lost', text: good.split('\n').toSpliced(8, 1).join('\n'), context, expect: 'damaged' },
  { name: 'a letter changed', text: tamper(good), context, expect: 'damaged' },
  { name: 'an empty block', text: armour('LICENSE', '', []), context, expect: 'damaged' },
  { name: 'another label outside', text: good.replaceAll('LICENSE', 'TRUST ROOT'), context, expect: 'damaged' },
  { name: 'larger than 64 KiB', text: armour('LICENSE', 'A'.repeat(65_540), []), context, expect: 'damaged' },
  { name: 'signed, but content is missing', text: raw(license, { ...payload, sequence: undefined }), context, expect: 'damaged' },
  {
    name: 'signed, but a lease ends after its license',
    text: raw(license, { ...payload, leases: [testLease({ leaseEndsAt: noon + 181 * day })] }),
    context,
    expect: 'damaged',
  },
  { name: 'a later version', text: raw('application/vnd.greenroom.license.v2+json', payload), context, expect: 'unknown-version' },
  { name: 'an unknown kind', text: raw(payloadTypeOf('season-pass'), {}, 'SEASON PASS'), context, expect: 'unknown-version' },
  { name: 'a trust root', text: cloud.trustRootFile, context, expect: 'wrong-kind' },
  { name: 'signed by another cloud', text: seal(platform, 'license', payload, [testCloud('Other Cloud').lease]), context, expect: 'untrusted-key' },
  { name: 'signed by the root key', text: seal(platform, 'license', payload, [cloud.root]), context, expect: 'untrusted-key' },
  {
    name: 'signed by the release key',
    text: seal(platform, 'license', payload, [fixedSigner('Northlight Cloud release')]),
    context,
    expect: 'untrusted-key',
  },
  { name: 'signed by the machine itself', text: seal(platform, 'license', payload, [machine]), context, expect: 'untrusted-key' },
  {
    name: 'signed by the right key for another cloud',
    text: seal(platform, 'license', { ...payload, cloud: 'elsewhere' }, [cloud.lease]),
    context,
    expect: 'untrusted-key',
  },
  {
    name: 'the right key is named, another signed',
    text: raw(license, payload, 'LICENSE', { ...machine, keyId: cloud.lease.keyId }),
    context,
    expect: 'bad-signature',
  },
  { name: 'for another machine', text: elsewhere, context, expect: 'other-machine' },
  { name: 'a bundle without the own file', text: elsewhere + elsewhere, context, expect: 'other-machine' },
  {
    name: 'begins next month',
    text: seal(
      platform,
      'license',
      testLicense(machine, { leases: [testLease({ notBefore: noon + 30 * day, leaseEndsAt: noon + 60 * day })] }),
      [cloud.lease],
    ),
    context,
    expect: 'not-yet-valid',
  },
  { name: 'carried for too long', text: good, context: { ...context, now: noon + 2 * hour }, expect: 'import-by-passed' },
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
    context: { ...context, applied: { ...applied, sequence: 8 }, purpose: { for: 'use' } },
    expect: 'superseded',
  },
  { name: 'applied already', text: good, context: { ...context, applied }, expect: 'already-applied' },
  {
    name: 'the answer to another call',
    text: good,
    context: { ...context, purpose: { for: 'answer', nonce: 'f'.repeat(32) } },
    expect: 'unknown-request',
  },
  { name: 'pushed, where an answer was awaited', text: raw(license, { ...payload, answers: null }), context: answering, expect: 'unknown-request' },
];
