import { toHex } from '#shared/files/keys.ts';
import { type Context, type KindName, kindNames, type Payload } from '#shared/files/kinds.ts';
import type { LicenseRequestPayload } from '#shared/files/license-request.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import type { MachineIntroduction } from '#shared/files/machine-introduction.ts';
import type { Signer } from '#shared/files/platform.ts';
import type { ReleaseIndexPayload, ReleaseManifestPayload } from '#shared/files/release.ts';
import { seal } from '#shared/files/seal.ts';
import type { ReturnProofPayload } from '#shared/files/return-proof.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { fixedSigner, importing, noon, platform, type TestCloud, testCloud, testLicense } from './signed-files.ts';

/** SHA-256 of a payload as `seal` writes it, in hex. */
export const digestOf = (payload: unknown) => toHex(platform.sha256(platform.toBytes(JSON.stringify(payload))));

const hash = (name: string) => toHex(platform.sha256(platform.toBytes(name)));

export const introduction = (machine: Signer, name = 'RENDER-03'): MachineIntroduction => ({
  publicKey: machine.publicKey,
  name,
  platform: 'linux',
  appVersion: '0.1.0',
  isVirtual: false,
  evidence: { 'os-machine-id': hash('os-machine-id').slice(0, 32), cpu: hash('cpu').slice(0, 32) },
});

export const testCall = (machine: Signer, change: Partial<MachineCallPayload> = {}): MachineCallPayload => ({
  purpose: 'heartbeat',
  cloud: 'northlight-cloud',
  machine: introduction(machine),
  nonce: '0'.repeat(32),
  counter: 4,
  sentAt: noon,
  license: null,
  replaces: null,
  lease: null,
  days: null,
  room: null,
  applied: null,
  ...change,
});

export const testRequest = (machine: Signer, change: Partial<LicenseRequestPayload> = {}): LicenseRequestPayload => ({
  cloud: 'northlight-cloud',
  request: '00112233445566778899aabbccddeeff',
  purpose: 'activate',
  machine: introduction(machine),
  counter: 12,
  applied: null,
  wanted: { product: 'graphics', edition: 'xr', days: 30 },
  madeAt: noon,
  uptime: 4 * hour,
  useBy: noon + 30 * day,
  ...change,
});

export const testProof = (machine: Signer, change: Partial<ReturnProofPayload> = {}): ReturnProofPayload => ({
  cloud: 'northlight-cloud',
  machine: { publicKey: machine.publicKey, name: 'RENDER-03' },
  lease: 'lease-1',
  license: 'Graphics XR',
  sequence: 7,
  digest: hash('license 7'),
  lastUsedAt: noon - hour,
  returnedAt: noon,
  counter: 14,
  ...change,
});

export const testIndex = (change: Partial<ReleaseIndexPayload> = {}): ReleaseIndexPayload => ({
  cloud: 'northlight-cloud',
  product: 'graphics',
  channel: 'stable',
  sequence: 5,
  issuedAt: noon,
  expiresAt: noon + 30 * day,
  releases: [{ version: '25.4.0', manifest: hash('manifest') }],
  yanked: [{ version: '25.3.1', reason: 'Loses the timecode after an hour.' }],
  ...change,
});

export const testManifest = (change: Partial<ReleaseManifestPayload> = {}): ReleaseManifestPayload => ({
  cloud: 'northlight-cloud',
  product: 'graphics',
  channel: 'stable',
  productName: 'Graphics',
  version: '25.4.0',
  releasedAt: noon,
  notes: 'Keys are cleaner at the edges.',
  minimumVersion: '24.0.0',
  artifacts: [
    {
      id: 'installer-linux',
      kind: 'installer',
      title: 'Graphics for Linux',
      platform: 'linux',
      arch: 'x64',
      fileName: 'graphics-25.4.0.run',
      size: 2_147_483_648,
      sha256: hash('installer'),
      chunks: { size: 1_179_648, sha256: hash('chunks') },
    },
  ],
  ...change,
});

/** One genuine file of a kind: what it says, who signs it, and where it is accepted. */
export interface Sample<Name extends KindName> {
  payload: Payload<Name>;
  signer: Signer;
  context: Context<Name>;
}

/** A genuine file of every kind, in one cloud and one machine. `turn` makes different ones. */
export function sampleFiles(
  cloud: TestCloud = testCloud(),
  machine: Signer = fixedSigner('RENDER-03'),
  turn = 1,
): { [Name in KindName]: Sample<Name> } {
  const { trustRoot } = cloud;
  const here = { cloud: { id: trustRoot.cloud, name: trustRoot.cloudName } };
  const of = { cloud: trustRoot.cloud };
  const proof = testProof(machine, { ...of, counter: turn });
  const receipt = {
    ...of,
    machine: machine.keyId,
    machineName: 'RENDER-03',
    lease: proof.lease,
    license: proof.license,
    proof: digestOf(proof),
    freedAt: noon + hour,
  };
  return {
    'license-request': {
      payload: testRequest(machine, { ...of, counter: turn }),
      signer: machine,
      context: { ...here, now: noon + minute, known: () => null },
    },
    license: {
      payload: testLicense(machine, { ...of, sequence: turn }),
      signer: cloud.lease,
      context: importing(cloud, machine),
    },
    'license-applied': {
      payload: {
        ...of,
        machine: { publicKey: machine.publicKey, name: 'RENDER-03' },
        request: '00112233445566778899aabbccddeeff',
        sequence: 7,
        digest: hash('license 7'),
        appliedAt: noon,
        counter: turn,
      },
      signer: machine,
      context: here,
    },
    'return-proof': { payload: proof, signer: machine, context: here },
    'return-receipt': {
      payload: receipt,
      signer: cloud.lease,
      context: {
        trustRoot,
        machine: { id: machine.keyId, name: 'RENDER-03' },
        returns: [{ lease: proof.lease, proof: receipt.proof, isReceived: false }],
      },
    },
    'release-index': {
      payload: testIndex({ ...of, sequence: turn }),
      signer: cloud.release,
      context: { trustRoot, product: 'graphics', channel: 'stable', seen: null },
    },
    'release-manifest': {
      payload: testManifest({ ...of, version: `25.4.${turn}` }),
      signer: cloud.release,
      context: { trustRoot, product: 'graphics', channel: 'stable' },
    },
    'trust-root': { payload: trustRoot, signer: cloud.root, context: { pinned: null } },
  };
}

/** The file of a sample. */
export const sealed = <Name extends KindName>(kind: Name, { payload, signer }: Sample<Name>): string =>
  seal(platform, kind, payload, [signer]);

/** Visits every kind, with the kind and its sample tied together. */
export function forEachKind(
  samples: ReturnType<typeof sampleFiles>,
  visit: <Name extends KindName>(kind: Name, sample: Sample<Name>) => void,
): void {
  // The name ties the kind to its sample.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  const one = <Name extends KindName>(kind: Name) => visit(kind, samples[kind]);
  for (const kind of kindNames) one(kind);
}
