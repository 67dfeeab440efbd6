import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import { inspect, type InspectContext } from '#shared/files/inspect.ts';
import { kindNames } from '#shared/files/kinds.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import { seal } from '#shared/files/seal.ts';
import { InspectedFile } from '#shared/models/offline.ts';
import { day, hour } from '#shared/models/time.ts';
import { digestOf, forEachKind, sampleFiles, sealed, testRequest } from '../../support/sample-files.ts';
import {
  fixedSigner,
  noon,
  platform,
  tamper,
  testCloud,
  type TestCloud,
  testLicense,
} from '../../support/signed-files.ts';
import { raw } from '../../vectors/vector.ts';

const cloud = testCloud();
const other = testCloud('Other Cloud');
const machine = fixedSigner('RENDER-03');
const neighbour = fixedSigner('RENDER-04');
const samples = sampleFiles(cloud, machine);
const file = Object.fromEntries(kindNames.map((kind) => [kind, ''])) as Record<(typeof kindNames)[number], string>;
forEachKind(samples, (kind, sample) => {
  file[kind] = sealed(kind, sample);
});

const pinned = ({ trustRoot }: TestCloud) => ({ payload: trustRoot, digest: digestOf(trustRoot) });
const onMachine: InspectContext = {
  now: noon + 60_000,
  trustRoot: pinned(cloud),
  machine: { id: machine.keyId, name: 'RENDER-03' },
  applied: null,
  returned: [],
  requests: [samples['license-request'].payload.request],
  returns: samples['return-receipt'].context.returns,
  cloud: null,
};
const onNeighbour = { ...onMachine, machine: { id: neighbour.keyId, name: 'RENDER-04' }, requests: [], returns: [] };
const inCloud: InspectContext = {
  ...onMachine,
  machine: null,
  requests: [],
  returns: [],
  cloud: { id: cloud.trustRoot.cloud, name: cloud.trustRoot.cloudName },
};

function look(text: string, known: InspectContext) {
  const found = inspect(platform, text, known).map((each) => InspectedFile.parse(each));
  expect(found).toHaveLength(1);
  const { kind, isGenuine, refusal, next } = found[0]!;
  return [kind, isGenuine, refusal?.code ?? null, next];
}

describe('on the machine it is for', () => {
  test.each([
    ['license-request', null, 'take-to-cloud'],
    ['license', null, 'apply-here'],
    ['license-applied', null, 'take-to-cloud'],
    ['return-proof', null, 'take-to-cloud'],
    ['return-receipt', null, 'apply-here'],
    ['release-index', null, 'nothing'],
    ['release-manifest', null, 'nothing'],
    ['trust-root', 'already-applied', 'nothing'],
  ] as const)('%s', (kind, refusal, next) => {
    expect(look(file[kind], onMachine)).toEqual([kind, true, refusal, next]);
  });

  test('what has had its time needs nothing more', () => {
    const applied = { sequence: 1, digest: digestOf(samples.license.payload) };
    expect(look(file.license, { ...onMachine, applied })).toEqual(['license', true, 'already-applied', 'nothing']);
    expect(look(file['license-request'], { ...onMachine, requests: [] })).toEqual([
      'license-request',
      true,
      null,
      'nothing',
    ]);
    const returns = onMachine.returns.map((each) => ({ ...each, isReceived: true }));
    expect(look(file['return-proof'], { ...onMachine, returns })[3]).toBe('nothing');
    expect(look(file['return-receipt'], { ...onMachine, returns })).toEqual([
      'return-receipt',
      true,
      'already-returned',
      'nothing',
    ]);
    expect(look(file.license, { ...onMachine, returned: ['lease-1'] })[2]).toBe('already-returned');
  });

  test('what came too late is asked for again; a wrong clock is set first', () => {
    expect(look(file.license, { ...onMachine, now: noon + 2 * hour }).slice(2)).toEqual([
      'import-by-passed',
      'ask-again',
    ]);
    expect(look(file.license, { ...onMachine, now: noon + 900 * day }).slice(2)).toEqual([
      'clock-needs-attention',
      'apply-here',
    ]);
    expect(look(file['license-request'], { ...onMachine, now: noon + 31 * day }).slice(2)).toEqual([
      'import-by-passed',
      'ask-again',
    ]);
  });
});

describe('on another machine', () => {
  test.each([
    ['license-request', null, 'take-to-cloud'],
    ['license', 'other-machine', 'take-to-machine'],
    ['license-applied', null, 'take-to-cloud'],
    ['return-proof', null, 'take-to-cloud'],
    ['return-receipt', 'other-machine', 'take-to-machine'],
  ] as const)('%s', (kind, refusal, next) => {
    expect(look(file[kind], onNeighbour)).toEqual([kind, true, refusal, next]);
  });

  test('both machines are named', () => {
    expect(inspect(platform, file.license, onNeighbour)[0]?.refusal).toEqual({
      code: 'other-machine',
      found: 'RENDER-03',
      here: 'RENDER-04',
    });
  });

  test('a request for another cloud goes there', () => {
    expect(look(file['license-request'], { ...onNeighbour, trustRoot: pinned(other) })).toEqual([
      'license-request',
      true,
      'other-cloud',
      'take-to-cloud',
    ]);
  });
});

describe('in the cloud', () => {
  test.each([
    ['license-request', null, 'answer-here'],
    ['license', null, 'take-to-machine'],
    ['license-applied', null, 'answer-here'],
    ['return-proof', null, 'answer-here'],
    ['return-receipt', null, 'take-to-machine'],
    ['trust-root', null, 'take-to-machine'],
  ] as const)('%s', (kind, refusal, next) => {
    expect(look(file[kind], inCloud)).toEqual([kind, true, refusal, next]);
  });

  test('what is of another cloud is said to be so', () => {
    const elsewhere = { ...inCloud, trustRoot: pinned(other), cloud: { id: 'other-cloud', name: 'Other Cloud' } };
    expect(look(file['return-proof'], elsewhere)).toEqual(['return-proof', true, 'other-cloud', 'take-to-cloud']);
    expect(look(file.license, elsewhere)).toEqual(['license', false, 'untrusted-key', 'nothing']);
    expect(look(file['trust-root'], elsewhere)).toEqual(['trust-root', false, 'untrusted-key', 'nothing']);
  });
});

describe('trust roots', () => {
  const [one, two, three] = [1, 2, 3].map((version) => testCloud('Northlight Cloud', version, `root ${version}`)) as [
    TestCloud,
    TestCloud,
    TestCloud,
  ];
  const second = seal(platform, 'trust-root', two.trustRoot, [one.root, two.root]);
  const third = seal(platform, 'trust-root', three.trustRoot, [two.root, three.root]);
  const at = (root: TestCloud | null): InspectContext => ({ ...onMachine, trustRoot: root && pinned(root) });

  test('the first is compared by its fingerprint: nobody here can say whether it is genuine', () => {
    const [found] = inspect(platform, one.trustRootFile, at(null));
    expect(found).toMatchObject({ isGenuine: false, refusal: null, next: 'compare-fingerprint' });
    expect(found?.about?.fingerprint).toBe(fingerprintOf(one.trustRoot));
    expect(found?.about).toMatchObject({ cloud: 'Northlight Cloud', sequence: 1 });
  });

  test('the next is applied; a chain is followed, in whatever order it lies in the file', () => {
    expect(look(second, at(one))).toEqual(['trust-root', true, null, 'apply-here']);
    expect(look(third, at(one))).toEqual(['trust-root', false, 'untrusted-key', 'nothing']);
    const chain = inspect(platform, third + second + one.trustRootFile, at(one));
    expect(chain.map(({ isGenuine, next }) => [isGenuine, next])).toEqual([
      [true, 'apply-here'],
      [true, 'apply-here'],
      [true, 'nothing'],
    ]);
  });

  test('a license by a key of the next one is good together with it', () => {
    const lease = fixedSigner('a new lease key');
    const rotated = {
      ...two.trustRoot,
      keys: two.trustRoot.keys.map((key) =>
        key.role === 'lease' ? { id: lease.keyId, role: key.role, publicKey: lease.publicKey } : key,
      ),
    };
    const root = seal(platform, 'trust-root', rotated, [one.root, two.root]);
    const license = seal(platform, 'license', testLicense(machine), [lease]);
    expect(look(license, at(one))).toEqual(['license', false, 'untrusted-key', 'nothing']);
    const together = inspect(platform, license + root, at(one));
    expect(together.map(({ next }) => next)).toEqual(['apply-here', 'apply-here']);
  });
});

describe('what is not genuine', () => {
  test('without a trusted cloud a license is a claim, and is shown as one', () => {
    const [found] = inspect(platform, file.license, { ...onMachine, trustRoot: null });
    expect(found).toMatchObject({ isGenuine: false, refusal: { code: 'untrusted-key', trusted: null } });
    expect(found?.about?.machine?.name).toBe('RENDER-03');
  });

  test('of changed content nothing is shown', () => {
    const forged = raw(payloadTypeOf('license'), testLicense(machine), 'LICENSE', [
      { ...neighbour, keyId: cloud.lease.keyId },
    ]);
    expect(inspect(platform, forged, onMachine)).toEqual([
      {
        kind: 'license',
        isGenuine: false,
        refusal: { code: 'bad-signature', key: cloud.lease.keyId },
        about: null,
        next: 'ask-again',
      },
    ]);
  });

  test('unknown kinds, later versions, wrong labels, damage, and no file at all', () => {
    expect(look('', onMachine)).toEqual([null, false, 'not-a-greenroom-file', 'nothing']);
    expect(look('Dear customer', onMachine)).toEqual([null, false, 'not-a-greenroom-file', 'nothing']);
    const pass = raw(payloadTypeOf('season-pass'), {}, 'SEASON PASS', [cloud.lease]);
    expect(look(pass, onMachine)).toEqual([null, false, 'unknown-version', 'nothing']);
    const later = raw('application/vnd.greenroom.license.v2+json', {}, 'LICENSE', [cloud.lease]);
    expect(look(later, onMachine)).toEqual(['license', false, 'unknown-version', 'nothing']);
    expect(look(file.license.replaceAll('LICENSE', 'SEASON PASS'), onMachine)).toEqual([
      null,
      false,
      'damaged',
      'ask-again',
    ]);
    expect(look(file.license.replaceAll('LICENSE', 'RETURN PROOF'), onMachine)).toEqual([
      'return-proof',
      false,
      'damaged',
      'ask-again',
    ]);
    expect(look(tamper(file.license), onMachine)[2]).toMatch(/damaged|bad-signature/);
    expect(look(file.license.slice(0, 700), onMachine)).toEqual(['license', false, 'damaged', 'ask-again']);
  });
});

test('on a computer that never saw Greenroom everything can be looked at, and nothing of a cloud is believed', () => {
  const nowhere = { ...onMachine, trustRoot: null, machine: null, requests: [], returns: [] };
  expect(look(file['license-request'], nowhere)).toEqual(['license-request', true, null, 'take-to-cloud']);
  expect(look(file['return-proof'], nowhere)).toEqual(['return-proof', true, null, 'take-to-cloud']);
  for (const kind of ['license', 'return-receipt', 'release-index'] as const) {
    expect(look(file[kind], nowhere)).toEqual([kind, false, 'untrusted-key', 'nothing']);
  }
  expect(look(file['trust-root'], nowhere)).toEqual(['trust-root', false, null, 'compare-fingerprint']);
});

test('a bundle has one entry for each block, in order', () => {
  const bundle = Object.values(file).join('\n') + tamper(file.license);
  expect(inspect(platform, bundle, onMachine).map(({ kind }) => kind)).toEqual([...Object.keys(file), 'license']);
});

test('what a file says is shown in one shape', () => {
  expect(inspect(platform, file['license-request'], inCloud)[0]?.about).toMatchObject({
    machine: { id: machine.keyId, name: 'RENDER-03' },
    purpose: 'activate',
    request: samples['license-request'].payload.request,
    leases: [{ license: 'graphics xr', leaseEndsAt: null }],
    useBy: noon + 30 * day,
  });
  const choosing = seal(platform, 'license-request', testRequest(machine, { wanted: null }), [machine]);
  expect(inspect(platform, choosing, inCloud)[0]?.about?.leases).toEqual([]);
  expect(inspect(platform, file.license, inCloud)[0]?.about).toMatchObject({
    cloud: 'northlight-cloud',
    sequence: 1,
    leases: [
      {
        license: 'Graphics XR',
        organization: 'Northlight Studios',
        timeZone: 'Europe/Oslo',
        person: 'Ingrid Aas',
        mode: 'online',
        leaseEndsAt: noon + day,
        licenseEndsAt: noon + 180 * day,
      },
    ],
  });
});
