import type { InspectedFile } from '#shared/models/offline.ts';
import { day } from '#shared/models/time.ts';
import { type Carried, people, readCarried } from './carried.ts';
import { here } from './data.ts';
import type { Watched } from './world.ts';

/** Eight words, as a real fingerprint has. */
export const fingerprint = 'otter-maple-cargo-violin lantern-pepper-orbit-quilt';

/** What a made-up file is, as seen on this machine, or in the portal. */
export function inspect(world: Watched, text: string, isPortal: boolean): InspectedFile[] {
  const found = readCarried(text);
  if (found.length === 0)
    return [{ kind: null, isGenuine: false, refusal: { code: 'not-a-greenroom-file' }, about: null, next: 'nothing' }];
  return found.map((carried) => (carried ? look(world, carried, isPortal) : damaged));
}

const damaged: InspectedFile = {
  kind: 'license',
  isGenuine: false,
  refusal: { code: 'damaged', part: 'content' },
  about: null,
  next: 'ask-again',
};

function look(world: Watched, carried: Carried, isPortal: boolean): InspectedFile {
  const row = world.rows.find(({ id }) => id === carried.license);
  const isHere = carried.machine === here.name;
  const { now } = world.status;
  const about: InspectedFile['about'] = {
    cloud: 'Northlight Studios',
    machine: carried.kind === 'trust-root' ? null : { id: `K-${carried.machine}`, name: carried.machine },
    purpose: carried.kind === 'license-request' ? (carried.purpose ?? 'activate') : null,
    sequence: carried.kind === 'license' ? 4 : null,
    request: null,
    leases:
      row && carried.kind !== 'trust-root'
        ? [
            {
              license: `${row.product.name} ${row.edition.name}`,
              organization: row.organization.name,
              timeZone: 'Europe/Oslo',
              person: carried.person ? people[carried.person].name : null,
              mode: carried.kind === 'license' ? 'offline' : null,
              leaseEndsAt: carried.kind === 'license' ? now + 30 * day : null,
              licenseEndsAt: carried.kind === 'license' ? row.endsAt : null,
            },
          ]
        : [],
    madeAt: now - day,
    useBy: carried.kind === 'license-request' || carried.kind === 'license' ? now + 29 * day : null,
    fingerprint: carried.kind === 'trust-root' ? fingerprint : null,
  };
  const genuine = { kind: carried.kind, isGenuine: true, refusal: null, about };
  switch (carried.kind) {
    case 'license':
    case 'return-receipt':
      if (isPortal) return { ...genuine, next: 'take-to-machine' };
      return isHere
        ? { ...genuine, next: 'apply-here' }
        : {
            ...genuine,
            refusal: { code: 'other-machine', found: carried.machine, here: here.name },
            next: 'take-to-machine',
          };
    case 'trust-root':
      return { ...genuine, next: isPortal ? 'nothing' : 'compare-fingerprint' };
    case 'license-request':
    case 'return-proof':
    case 'license-applied':
      return { ...genuine, next: isPortal ? 'answer-here' : 'take-to-cloud' };
  }
}
