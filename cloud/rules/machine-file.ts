import type { Service } from '#shared/models/catalogue.ts';
import type { LeaseMode } from '#shared/models/license.ts';
import type { Moment } from '#shared/models/time.ts';

/** What a machine file says of a lease. */
export interface ExportedLease {
  id: string;
  mode: LeaseMode;
  person: string | null;
  startedAt: Moment;
  endsAt: Moment;
  machine: { id: string; name: string; platform: string; firstSeenAt: Moment; lastSeenAt: Moment };
  organization: string;
  license: {
    id: string;
    seats: number;
    startsAt: Moment;
    endsAt: Moment | null;
    product: { id: string; name: string };
    edition: { id: string; name: string; services: readonly Service[] };
  };
}

/** A lease as the JSON:API document of a Keygen machine file: the machine, and with it the license and what it includes. */
export function machineFileDocument(lease: ExportedLease, licenseKey: string, now: Moment): object {
  const { machine, license } = lease;
  const entitlements = license.edition.services.filter(({ value }) => value !== 'no');
  const licenseRef = { type: 'licenses', id: license.id };
  return {
    meta: { issued: iso(now), expiry: iso(lease.endsAt), ttl: Math.floor((lease.endsAt - now) / 1000) },
    data: {
      type: 'machines',
      id: machine.id,
      attributes: {
        fingerprint: machine.id,
        name: machine.name,
        platform: machine.platform,
        metadata: { lease: lease.id, mode: lease.mode, person: lease.person, leaseEndsAt: iso(lease.endsAt) },
        created: iso(machine.firstSeenAt),
        updated: iso(machine.lastSeenAt),
      },
      relationships: { license: { data: licenseRef } },
    },
    included: [
      {
        ...licenseRef,
        attributes: {
          name: `${license.product.name} ${license.edition.name}`,
          key: licenseKey,
          expiry: license.endsAt === null ? null : iso(license.endsAt),
          status: 'ACTIVE',
          maxMachines: license.seats,
          metadata: {
            organization: lease.organization,
            product: license.product.id,
            edition: license.edition.id,
          },
          created: iso(license.startsAt),
          updated: iso(lease.startedAt),
        },
        relationships: {
          product: { data: { type: 'products', id: license.product.id } },
          policy: { data: { type: 'policies', id: license.edition.id } },
          entitlements: { data: entitlements.map((service) => ({ type: 'entitlements', id: codeOf(service) })) },
        },
      },
      ...entitlements.map((service) => ({
        type: 'entitlements',
        id: codeOf(service),
        attributes: {
          name: service.name,
          code: codeOf(service),
          metadata: { value: service.value },
          created: iso(license.startsAt),
          updated: iso(lease.startedAt),
        },
      })),
    ],
  };
}

/** A limit is part of the code (`TRACKING_SET_UP_ONLY`): who asks for the whole service does not find it. */
function codeOf({ name, value }: Service): string {
  const words = value === 'yes' ? name : `${name} ${value}`;
  return words
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
}

const iso = (moment: Moment) => new Date(moment).toISOString();
