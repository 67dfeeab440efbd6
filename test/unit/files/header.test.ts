import { expect, test } from 'vitest';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { headerOf } from '#shared/files/header.ts';
import { hour } from '#shared/models/time.ts';
import { sampleFiles, testManifest, testRequest } from '../../support/sample-files.ts';
import { fixedSigner, noon, testCloud, testLease, testLicense } from '../../support/signed-files.ts';

const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const samples = sampleFiles(cloud, machine);

test('a license: machine, organization, both ends in the zone of the organization, and what to do', () => {
  expect(headerOf('license', testLicense(machine))).toEqual([
    'Greenroom license for RENDER-03 - Northlight Studios',
    'Graphics XR - leased until 2027-01-02 13:00 Europe/Oslo - license ends 2027-06-30',
    'Next: open this file in Greenroom on RENDER-03',
  ]);
  expect(headerOf('license', testLicense(machine, { leases: [] }))[1]).toBe('This machine holds no license');
  const endless = testLease({ licenseEndsAt: null, timeZone: 'Asia/Tokyo' });
  expect(headerOf('license', testLicense(machine, { leases: [endless] }))[1]).toBe(
    'Graphics XR - leased until 2027-01-02 21:00 Asia/Tokyo - license ends never',
  );
  const lumen = testLease({ id: 'lease-2', organization: { id: 'lumen', name: 'Lumen Broadcast' } });
  const two = headerOf('license', testLicense(machine, { leases: [testLease(), lumen] }));
  expect(two[0]).toBe('Greenroom license for RENDER-03 - Northlight Studios, Lumen Broadcast');
  expect(two).toHaveLength(4);
});

test('a request: what it is for, what is wanted, and until when', () => {
  const lines = (change = {}) => headerOf('license-request', testRequest(machine, change));
  expect(lines()).toEqual([
    'Greenroom license request of RENDER-03',
    'Wanted: graphics xr for 30 days',
    'To be answered by 2027-01-31 12:00 UTC',
    'Next: open this file in Greenroom on a computer with a network, or in the portal of your cloud',
  ]);
  expect(lines({ purpose: 'renew' })[0]).toBe('Greenroom request of RENDER-03 to renew its license');
  expect(lines({ purpose: 'repair' })[0]).toBe('Greenroom request of RENDER-03, whose parts have changed');
  const wanted = (change: object) => lines({ wanted: { product: 'graphics', edition: null, ...change } })[1];
  expect(wanted({})).toBe('Wanted: graphics');
  expect(wanted({ days: 1 })).toBe('Wanted: graphics for 1 day');
  expect(wanted({ days: null })).toBe('Wanted: graphics until the license ends');
  expect(lines({ wanted: null })[1]).toBe('Wanted: a license, chosen by whoever answers');
});

test('what comes back, and what goes there once more', () => {
  expect(headerOf('license-applied', samples['license-applied'].payload).slice(0, 2)).toEqual([
    'Greenroom acknowledgement of RENDER-03',
    'Its license file number 7 is in use since 2027-01-01 12:00 UTC',
  ]);
  expect(headerOf('return-proof', samples['return-proof'].payload).slice(0, 2)).toEqual([
    'Greenroom return proof of RENDER-03',
    'Graphics XR - given back 2027-01-01 12:00 UTC',
  ]);
  const receipt = { ...samples['return-receipt'].payload, freedAt: noon + hour };
  expect(headerOf('return-receipt', receipt)).toEqual([
    'Greenroom return receipt for RENDER-03',
    'Graphics XR - seat freed 2027-01-01 13:00 UTC',
    'Next: open this file in Greenroom on RENDER-03, and keep it',
  ]);
});

test('trust roots and releases', () => {
  expect(headerOf('trust-root', cloud.trustRoot).slice(0, 2)).toEqual([
    'Greenroom trust root of Northlight Cloud, version 1',
    `Fingerprint: ${fingerprintOf(cloud.trustRoot)}`,
  ]);
  expect(headerOf('release-index', samples['release-index'].payload).slice(0, 2)).toEqual([
    'Greenroom releases of graphics, channel stable',
    'Issued 2027-01-01 12:00 UTC - fresh until 2027-01-31 12:00 UTC',
  ]);
  const manifest = testManifest();
  expect(headerOf('release-manifest', manifest).slice(0, 2)).toEqual([
    'Greenroom release graphics 25.4.0, channel stable',
    '1 file',
  ]);
  expect(headerOf('release-manifest', { ...manifest, artifacts: [] })[1]).toBe('0 files');
});

test('every kind ends with what to do next', () => {
  const last = [
    headerOf('license-request', samples['license-request'].payload),
    headerOf('license', samples.license.payload),
    headerOf('license-applied', samples['license-applied'].payload),
    headerOf('return-proof', samples['return-proof'].payload),
    headerOf('return-receipt', samples['return-receipt'].payload),
    headerOf('release-index', samples['release-index'].payload),
    headerOf('release-manifest', samples['release-manifest'].payload),
    headerOf('trust-root', samples['trust-root'].payload),
  ].map((lines) => lines.at(-1));
  for (const line of last) expect(line).toMatch(/^Next: /);
});
