import { describe, expect, test } from 'vitest';
import type { LicensePayload } from '#shared/files/license.ts';
import type { LicenseContext } from '#shared/files/license-rules.ts';
import type { LicenseRequestPayload } from '#shared/files/license-request.ts';
import { open } from '#shared/files/open.ts';
import { freshnessOf } from '#shared/files/release-rules.ts';
import { seal } from '#shared/files/seal.ts';
import { nextTrustRoots } from '#shared/files/trust-root-chain.ts';
import { day, hour } from '#shared/models/time.ts';
import { digestOf, sampleFiles, sealed, testIndex, testRequest } from '../../support/sample-files.ts';
import {
  fixedSigner,
  importing,
  noon,
  platform,
  testCloud,
  testLease,
  testLicense,
} from '../../support/signed-files.ts';

const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const samples = sampleFiles(cloud, machine);

/** null when it is accepted. */
function license(change: Partial<LicensePayload>, around: Partial<LicenseContext> = {}) {
  const file = seal(platform, 'license', testLicense(machine, change), [cloud.lease]);
  const opened = open(platform, 'license', file, { ...importing(cloud, machine), ...around });
  return opened.accepted ? null : opened.refusal;
}

describe('of several reasons the one that helps most is given', () => {
  const mine = { sequence: 7, digest: digestOf(testLicense(machine)) };
  test.each<[string, Partial<LicensePayload>, Partial<LicenseContext>, string]>([
    ['another cloud before another machine', { cloud: 'elsewhere', machine: 'x' }, {}, 'other-cloud'],
    ['barred before another machine', { machine: 'x', barred: [machine.keyId] }, {}, 'machine-barred'],
    ['another machine before too late', { machine: 'x', importBy: noon }, { now: noon + day }, 'other-machine'],
    ['given back before applied already', {}, { applied: mine, returned: ['lease-1'] }, 'already-returned'],
    ['older before too late', {}, { applied: { ...mine, sequence: 9 }, now: noon + day }, 'superseded'],
    ['applied already before too late', {}, { applied: mine, now: noon + day }, 'already-applied'],
  ])('%s', (_, change, around, code) => {
    expect(license(change, around)?.code).toBe(code);
  });
});

describe('a license that is carried', () => {
  test('counts until the very end of its time', () => {
    expect(license({}, { now: noon + hour })).toBeNull();
    expect(license({}, { now: noon + hour + 1 })).toEqual({
      code: 'import-by-passed',
      importBy: noon + hour,
      now: noon + hour + 1,
    });
    expect(license({}, { now: noon + hour + 365 * day })?.code).toBe('import-by-passed');
    expect(license({}, { now: noon + hour + 365 * day + 1 })).toMatchObject({
      code: 'clock-needs-attention',
      signed: noon,
    });
  });

  test('whose leases begin later waits, unless one of them has begun or the clock is behind its signature', () => {
    const later = testLease({ id: 'later', notBefore: noon + 10 * day, leaseEndsAt: noon + 20 * day });
    expect(license({ leases: [later] })).toEqual({
      code: 'not-yet-valid',
      from: noon + 10 * day,
      now: noon + 60_000,
    });
    expect(license({ leases: [later, testLease()] })).toBeNull();
    expect(license({ issuedAt: noon + 10 * day, importBy: noon + 40 * day, leases: [later] })).toBeNull();
  });

  test('names what was given back', () => {
    expect(license({}, { returned: ['lease-1', 'lease-9'] })).toEqual({
      code: 'already-returned',
      license: 'Graphics XR',
    });
    expect(license({ leases: [] }, { returned: ['lease-1'] })).toBeNull();
    expect(license({}, { returned: ['lease-1'], purpose: { for: 'use' } })).toBeNull();
  });
});

describe('a request', () => {
  const asked = (change: Partial<LicenseRequestPayload>, now: number, known: string | null = null) => {
    const file = seal(platform, 'license-request', testRequest(machine, change), [machine]);
    const context = { ...samples['license-request'].context, now, known: () => known };
    const opened = open(platform, 'license-request', file, context);
    return opened.accepted ? null : opened.refusal.code;
  };

  test('is answered until the very end of its time, and for ever once it was answered', () => {
    expect(asked({}, noon + 30 * day)).toBeNull();
    expect(asked({}, noon + 30 * day + 1)).toBe('import-by-passed');
    expect(asked({}, noon + 999 * day, digestOf(testRequest(machine)))).toBeNull();
  });

  test('of a machine with a dead clock battery is answered, and of one that is years ahead', () => {
    for (const madeAt of [0, Date.UTC(2000, 0, 1), Date.UTC(2024, 11, 31), Date.UTC(2099, 0, 1)]) {
      expect(asked({ madeAt, useBy: madeAt + 30 * day }, noon)).toBeNull();
    }
    expect(asked({ madeAt: Date.UTC(2025, 0, 1), useBy: Date.UTC(2025, 0, 31) }, noon)).toBe('import-by-passed');
  });

  test('in a bundle of one machine the last one counts', () => {
    const [early, late] = [testRequest(machine, { counter: 3 }), testRequest(machine, { counter: 4, wanted: null })];
    const bundle = [late, early].map((payload) => seal(platform, 'license-request', payload, [machine])).join('\n');
    const opened = open(platform, 'license-request', bundle, samples['license-request'].context);
    expect(opened).toMatchObject({ accepted: true, payload: late, digest: digestOf(late) });
  });
});

test('the releases: an index that has expired is opened, and its freshness is unknown', () => {
  const index = testIndex({ expiresAt: noon });
  const file = sealed('release-index', { ...samples['release-index'], payload: index });
  expect(open(platform, 'release-index', file, samples['release-index'].context).accepted).toBe(true);
  expect(freshnessOf(index, noon - 1)).toBe('fresh');
  expect(freshnessOf(index, noon)).toBe('unknown');
});

test('a chain of trust roots is followed as far as it goes, from the pinned one on', () => {
  const roots = [1, 2, 3, 4, 5].map((version) => testCloud('Northlight Cloud', version, `root ${version}`));
  const files = roots.map(({ trustRoot, root }, at) =>
    seal(platform, 'trust-root', trustRoot, [roots[at - 1]?.root ?? root, root]),
  );
  const from = (version: number, text: string) => {
    const payload = roots[version - 1]?.trustRoot ?? cloud.trustRoot;
    return nextTrustRoots(platform, text, { payload, digest: digestOf(payload) }).map((each) => each.payload.version);
  };
  const all = files.toReversed().join('');
  expect(from(1, all)).toEqual([2, 3, 4, 5]);
  expect(from(4, all)).toEqual([5]);
  expect(from(5, all)).toEqual([]);
  expect(from(1, files.toSpliced(2, 1).join(''))).toEqual([2]);
  expect(from(1, '')).toEqual([]);
});
