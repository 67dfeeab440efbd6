import { createPrivateKey } from 'node:crypto';
import { filePlatform } from '#main/adapters/file-platform.ts';
import type { LicensePayload, SignedLease } from '#shared/files/license.ts';
import type { LicenseContext } from '#shared/files/license-rules.ts';
import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { day, hour } from '#shared/models/time.ts';

export { filePlatform as platform };

/** 2027-01-01 12:00 UTC */
export const noon = Date.UTC(2027, 0, 1, 12);

/** A key that is the same in every run. `PKCS8` of an Ed25519 key is a fixed head and the 32 bytes. */
export function fixedSigner(name: string): Signer {
  return filePlatform.signer(fixedKey(name));
}

export function fixedKey(name: string): string {
  const seed = filePlatform.sha256(filePlatform.toBytes(`greenroom test key: ${name}`));
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A cloud's keys. */
export interface TestCloud {
  root: Signer;
  lease: Signer;
  release: Signer;
  trustRoot: TrustRootPayload;
  trustRootFile: string;
}

export function testCloud(name = 'Northlight Cloud', version = 1, rootKey = `${name} root 1`): TestCloud {
  const [root, lease, release] = [fixedSigner(rootKey), fixedSigner(`${name} lease`), fixedSigner(`${name} release`)];
  const trustRoot: TrustRootPayload = {
    cloud: name.toLowerCase().replaceAll(' ', '-'),
    cloudName: name,
    version,
    issuedAt: noon - 100 * day + version,
    keys: [
      { id: root.keyId, role: 'root', publicKey: root.publicKey },
      { id: lease.keyId, role: 'lease', publicKey: lease.publicKey },
      { id: release.keyId, role: 'release', publicKey: release.publicKey },
    ],
  };
  return { root, lease, release, trustRoot, trustRootFile: seal(filePlatform, 'trust-root', trustRoot, [root]) };
}

export const testLease = (change: Partial<SignedLease> = {}): SignedLease => ({
  id: 'lease-1',
  organization: { id: 'northlight', name: 'Northlight Studios' },
  timeZone: 'Europe/Oslo',
  license: {
    id: 'license-1',
    product: { id: 'graphics', name: 'Graphics' },
    edition: { id: 'xr', name: 'XR' },
    services: [
      { name: 'Output', value: 'yes' },
      { name: 'Tracking', value: 'Set-up only' },
    ],
  },
  person: { id: 'ingrid', name: 'Ingrid Aas' },
  mode: 'online',
  notBefore: noon,
  leaseEndsAt: noon + day,
  licenseEndsAt: noon + 180 * day,
  unassignGraceEndsAt: null,
  graceHours: 0,
  ...change,
});

export const testLicense = (machine: Signer, change: Partial<LicensePayload> = {}): LicensePayload => ({
  cloud: 'northlight-cloud',
  machine: machine.keyId,
  machineName: 'RENDER-03',
  sequence: 7,
  answers: '0123456789abcdef0123456789abcdef',
  issuedAt: noon,
  importBy: noon + hour,
  leases: [testLease()],
  notices: [],
  setBackAllowance: day,
  warnDays: [30, 14, 7, 3, 1],
  barred: [],
  ...change,
});

/** A machine that carries a file here, a minute after it was signed. */
export const importing = (cloud: TestCloud, machine: Signer): LicenseContext => ({
  trustRoot: cloud.trustRoot,
  machine: { id: machine.keyId, name: 'RENDER-03' },
  now: noon + 60_000,
  applied: null,
  returned: [],
  purpose: { for: 'import' },
});

/** The same file with one letter changed in the middle of its block. */
export function tamper(file: string): string {
  const at = file.indexOf('-----\n') + 500;
  return `${file.slice(0, at)}${file[at] === 'x' ? 'y' : 'x'}${file.slice(at + 1)}`;
}
