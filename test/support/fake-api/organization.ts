import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { OwnedOrganization } from '#shared/models/organization.ts';
import { offlineLengths } from '#shared/models/offline-lengths.ts';
import type { SignedIn } from '#shared/models/person.ts';
import { day } from '#shared/models/time.ts';
import { fakeCompany } from './audit.ts';
import { amara, pictureTime as now } from './data.ts';
import type { Watched } from './world.ts';

/** The organizations of whoever is signed in, in memory. */
export function fakeOrganization(world: Watched, who: () => SignedIn): CloudClient['organization'] {
  const changed = new Map<string, Partial<OwnedOrganization>>();
  const organization = (id: string): OwnedOrganization => {
    const membership = who().memberships.find((candidate) => candidate.organization.id === id);
    if (!membership) throw new Failure('not-found', {});
    return {
      ...membership.organization,
      timeZone: 'Europe/Oslo',
      leaseHours: 24,
      offlineLengths: [...offlineLengths],
      offlineUntilEnd: true,
      buyers: 'owners',
      roleSet: membership.roleSet,
      role: membership.role,
      isDefault: membership.isDefault,
      people: 14,
      licenses: 60,
      owners: [amara],
      ...changed.get(id),
    };
  };
  return {
    list: async () => who().memberships.map((membership) => organization(membership.organization.id)),
    create: async ({ name, timeZone }) => {
      const made = { id: 'O-made', name };
      const place = { organization: made, role: 'owner', isDefault: false, timeZone, roleSet: 'full' } as const;
      world.people = { ...world.people, memberships: [...world.people.memberships, place] };
      if (world.status.session.state === 'signed-in')
        world.status.session = { ...world.status.session, who: world.people };
      world.changed(['session']);
      return { organization: made.id };
    },
    show: async (input) => organization(input.organization),
    setDefault: async () => ({}),
    update: async ({ organization: id, ...change }) => {
      if (change.roleSet === 'simple')
        throw new Failure('role-set-in-use', { people: ['Bo Nilsen', 'Elin Strand', 'Jo Berg'], others: 0 });
      const wanted = Object.entries(change).filter(([, value]) => value !== undefined);
      changed.set(id, { ...changed.get(id), ...Object.fromEntries(wanted) });
      return organization(id);
    },
    previewClose: async ({ organization: id }) => ({
      name: organization(id).name,
      people: 14,
      licenses: 60,
      online: { leases: 9, machines: ['OB-1-RENDER-01', 'OB-1-RENDER-02', 'STUDIO-2-GFX'] },
      offline: [
        { lease: 'S-1', license: 'Graphics XR', machine: 'OB-2-RENDER-01', person: 'Jo Berg', endsAt: now + 12 * day },
        { lease: 'S-2', license: 'Tracking Live', machine: 'TRUCK-4', person: null, endsAt: now + 31 * day },
      ],
      invitations: 3,
      rooms: 1,
      apiKeys: 2,
      webhooks: 1,
      notifications: 3,
      reopenUntil: now + 30 * day,
    }),
    close: async ({ organization: id, name }) => {
      if (name.trim() !== organization(id).name) throw new Failure('name-differs', { name: organization(id).name });
      const { memberships } = world.people;
      world.people = {
        ...world.people,
        memberships: memberships.filter((each) => each.organization.id !== id),
      };
      if (world.status.session.state === 'signed-in')
        world.status.session = { ...world.status.session, who: world.people };
      world.changed(['session']);
      return { closedAt: now, offline: [] };
    },
    ...fakeCompany(who),
  };
}
