import type { Glyph, Service } from '#shared/models/catalogue.ts';
import type { Lease, LicenseRow } from '#shared/models/license.ts';
import type { Membership, Person } from '#shared/models/person.ts';
import { day, hour } from '#shared/models/time.ts';

/** The moment of the pictures: Monday 23 November 2026, 14:06 in Oslo. */
export const pictureTime = Date.UTC(2026, 10, 23, 13, 6);

export const here = { id: 'aa11bb22cc33dd44', name: 'OB-1-RENDER-03', platform: 'linux' } as const;

export const ingrid: Person = { id: 'P-ingrid', name: 'Ingrid Aas', email: 'ingrid@northlight.example' };
export const jo: Person = { id: 'P-jo', name: 'Jo Berg', email: 'jo@northlight.example' };
export const amara: Person = { id: 'P-amara', name: 'Amara Okafor', email: 'amara@northlight.example' };
export const sindre: Person = { id: 'P-sindre', name: 'Sindre Dahl', email: 'sindre@fjord.example' };

const northlight = { id: 'O-northlight', name: 'Northlight Studios' };
export const fjordName = 'Fjord Broadcast';
const fjord = { id: 'O-fjord', name: fjordName };

export const memberships: Membership[] = [
  { organization: northlight, role: 'manager', isDefault: true, timeZone: 'Europe/Oslo', roleSet: 'full' },
  { organization: fjord, role: 'editor', isDefault: false, timeZone: 'Europe/Oslo', roleSet: 'full' },
];

const services: Service[] = [
  { name: 'Engines', value: '5 per machine' },
  { name: 'Set extension', value: 'Yes' },
  { name: 'LED processor', value: 'Set-up only' },
];

const products: Record<string, { name: string; glyph: Glyph }> = {
  graphics: { name: 'Graphics', glyph: 'layers' },
  tracking: { name: 'Tracking', glyph: 'target' },
  director: { name: 'Director', glyph: 'film' },
};

export function leaseOn(machine: string, person: Person | null, license: string, change: Partial<Lease> = {}): Lease {
  return {
    id: `S-${license}-${machine}`,
    license,
    machine: { id: machine === here.name ? here.id : `K-${machine}`, name: machine, platform: 'linux' },
    person,
    mode: 'online',
    startedAt: pictureTime - 5 * hour,
    lastSeenAt: pictureTime - hour,
    leaseEndsAt: pictureTime + 23 * hour,
    unassignGraceEndsAt: null,
    isMine: person?.id === ingrid.id,
    releasable: person?.id === ingrid.id ? 'own' : 'force',
    ...change,
  };
}

const endOf = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date, 21, 59);

interface Offer {
  id: string;
  edition: [id: string, name: string];
  product: keyof typeof products;
  seats: number;
  endsAt: number | null;
  change?: Partial<LicenseRow>;
}

function row({ id, edition: [edition, name], product, seats, endsAt, change }: Offer): LicenseRow {
  return {
    id,
    organization: northlight,
    product: { id: product, ...products[product]! },
    edition: { id: edition, name, services },
    kind: 'floating',
    trial: false,
    seats,
    startsAt: pictureTime - 200 * day,
    endsAt,
    revokedAt: null,
    availability: 'free',
    leaseHours: 24,
    assignedToMe: false,
    leases: [],
    assignees: null,
    overlaps: { count: 0, limit: seats },
    askFor: amara,
    ...change,
  };
}

const june = endOf(2027, 6, 30);
const march = endOf(2027, 3, 31);

/** The seven licenses of the pictures, in two organizations. */
export const pictureRows = (): LicenseRow[] => [
  row({
    id: 'L-xr',
    edition: ['xr', 'XR'],
    product: 'graphics',
    seats: 6,
    endsAt: june,
    change: {
      leases: ['OB-1-RENDER-01', 'OB-1-RENDER-02', 'STAGE-2-CTRL', 'STAGE-2-KEY'].map((name) =>
        leaseOn(name, jo, 'L-xr'),
      ),
    },
  }),
  row({
    id: 'L-arvs',
    edition: ['ar-vs', 'AR/VS'],
    product: 'graphics',
    seats: 1,
    endsAt: june,
    change: { kind: 'named', assignedToMe: true, assignees: [ingrid] },
  }),
  row({
    id: 'L-live',
    edition: ['live', 'Live'],
    product: 'tracking',
    seats: 1,
    endsAt: march,
    change: {
      kind: 'named',
      assignedToMe: true,
      availability: 'in-use',
      leases: [leaseOn('OB-1-RENDER-01', jo, 'L-live')],
      assignees: [ingrid, jo],
    },
  }),
  row({
    id: 'L-artist',
    edition: ['artist', 'Artist'],
    product: 'graphics',
    seats: 4,
    endsAt: endOf(2026, 12, 4),
    change: {
      assignedToMe: true,
      leases: [leaseOn('GFX-ARTIST-07', ingrid, 'L-artist', { leaseEndsAt: pictureTime + 21 * hour })],
    },
  }),
  row({
    id: 'L-director',
    edition: ['control', 'Control'],
    product: 'director',
    seats: 1,
    endsAt: endOf(2026, 11, 15),
    change: { availability: 'ended', kind: 'named', assignedToMe: true },
  }),
  row({
    id: 'L-cg',
    edition: ['cg', 'CG'],
    product: 'graphics',
    seats: 3,
    endsAt: march,
    change: {
      organization: fjord,
      leases: ['FB-STUDIO-1', 'FB-STUDIO-2'].map((name) => leaseOn(name, sindre, 'L-cg', { releasable: 'no' })),
    },
  }),
  row({
    id: 'L-control',
    edition: ['control', 'Control'],
    product: 'graphics',
    seats: 1,
    endsAt: endOf(2027, 5, 31),
    change: {
      organization: fjord,
      availability: 'in-use',
      askFor: sindre,
      leases: [
        leaseOn('FB-OB-2', sindre, 'L-control', { mode: 'offline', leaseEndsAt: endOf(2027, 1, 14), releasable: 'no' }),
      ],
    },
  }),
];

/** Many licenses, for scrolling. */
export const manyRows = (count: number): LicenseRow[] =>
  Array.from({ length: count }, (_, index) => ({
    ...row({
      id: `L-${index}`,
      edition: ['xr', `XR ${index + 1}`],
      product: index % 3 === 0 ? 'tracking' : 'graphics',
      seats: 1 + (index % 8),
      endsAt: june + index * day,
    }),
  }));
