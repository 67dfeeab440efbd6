import type { InspectedFile } from '../models/offline.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keyIdOf } from './keys.ts';
import type { KindName, Payload } from './kinds.ts';
import type { SignedLease } from './license.ts';
import type { FilePlatform } from './platform.ts';

export type About = NonNullable<InspectedFile['about']>;
type Leases = About['leases'];

const nothing: About = {
  cloud: null,
  machine: null,
  purpose: null,
  sequence: null,
  request: null,
  leases: [],
  madeAt: null,
  useBy: null,
  fingerprint: null,
};

/** What a file of each kind says, in one shape for all. */
const abouts: { [Name in KindName]: (payload: Payload<Name>, platform: FilePlatform) => Partial<About> } = {
  'license-request': ({ cloud, machine, purpose, applied, request, wanted, madeAt, useBy }, platform) => ({
    cloud,
    machine: signer(machine, platform),
    purpose,
    sequence: applied?.sequence ?? null,
    request,
    leases: wanted ? named([wanted.product, wanted.edition].filter(Boolean).join(' ')) : [],
    madeAt,
    useBy,
  }),
  license: ({ cloud, machine, machineName, sequence, answers, leases, issuedAt, importBy }) => ({
    cloud,
    machine: { id: machine, name: machineName },
    sequence,
    request: answers,
    leases: leases.map(leaseOf),
    madeAt: issuedAt,
    useBy: importBy,
  }),
  'license-applied': ({ cloud, machine, sequence, request, appliedAt }, platform) => ({
    cloud,
    machine: signer(machine, platform),
    sequence,
    request,
    madeAt: appliedAt,
  }),
  'return-proof': ({ cloud, machine, sequence, license, returnedAt }, platform) => ({
    cloud,
    machine: signer(machine, platform),
    sequence,
    leases: named(license),
    madeAt: returnedAt,
  }),
  'return-receipt': ({ cloud, machine, machineName, license, freedAt }) => ({
    cloud,
    machine: { id: machine, name: machineName },
    leases: named(license),
    madeAt: freedAt,
  }),
  'release-index': ({ cloud, sequence, issuedAt, expiresAt }) => ({
    cloud,
    sequence,
    madeAt: issuedAt,
    useBy: expiresAt,
  }),
  'release-manifest': ({ cloud, releasedAt }) => ({ cloud, madeAt: releasedAt }),
  'trust-root': (root) => ({
    cloud: root.cloudName,
    sequence: root.version,
    madeAt: root.issuedAt,
    fingerprint: fingerprintOf(root),
  }),
};

/** What a file says, and nothing about whether it is true. */
export function aboutOf<Name extends KindName>(kind: Name, payload: Payload<Name>, platform: FilePlatform): About {
  return { ...nothing, ...abouts[kind](payload, platform) };
}

function signer({ publicKey, name }: { publicKey: string; name: string }, platform: FilePlatform): About['machine'] {
  return { id: keyIdOf(platform, publicKey) ?? '', name };
}

const leaseOf = (lease: SignedLease): Leases[number] => {
  const { license, organization, timeZone, person, mode, leaseEndsAt, licenseEndsAt } = lease;
  return {
    license: `${license.product.name} ${license.edition.name}`,
    organization: organization.name,
    timeZone,
    person: person?.name ?? null,
    mode,
    leaseEndsAt,
    licenseEndsAt,
  };
};

const named = (license: string): Leases => [
  { license, organization: null, timeZone: null, person: null, mode: null, leaseEndsAt: null, licenseEndsAt: null },
];
