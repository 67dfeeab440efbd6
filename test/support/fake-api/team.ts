import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import { addressVerdicts, readAddress } from '#shared/models/addresses.ts';
import type { Person } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { FormerPerson, OwnershipOffer, RemovedPerson, TeamInvitation, TeamPerson } from '#shared/models/team.ts';
import { day, hour } from '#shared/models/time.ts';
import { amara, ingrid, jo, pictureTime as now } from './data.ts';
import { pageOfFakeTeam } from './team-list.ts';
import type { Watched, World } from './world.ts';

export interface TeamWorld {
  people: TeamPerson[];
  invitations: TeamInvitation[];
  former: FormerPerson[];
  notes: Record<string, string | null>;
  offers: OwnershipOffer[];
}

const member = (person: Person, role: Role, days: number, names: string[], isVerified = true): TeamPerson => ({
  kind: 'person',
  person,
  called: null,
  role,
  joinedAt: now - days * day,
  isVerified,
  licenses: { count: names.length, names: [...new Set(names)] },
});
const person = (id: string, name: string): Person => ({
  id: `P-${id}`,
  name,
  email: `${id}@northlight.example`,
});

const invitation = (id: string, email: string, change: Partial<TeamInvitation> = {}): TeamInvitation => ({
  kind: 'invitation',
  id,
  email,
  called: null,
  role: 'member',
  invitedBy: ingrid.name,
  invitedAt: now - 3 * day,
  expiresAt: now + 12 * day,
  licenses: [],
  ...change,
});

/** The people of Northlight, with each role and each state there is. */
export const pictureTeam = (): TeamWorld => ({
  people: [
    member(amara, 'owner', 800, ['Graphics XR', 'Graphics CG']),
    {
      ...member(person('bo', 'Bo Nilsen'), 'editor', 90, ['Graphics XR', 'Tracking Live']),
      called: 'Bo (night shift)',
    },
    member(person('elin', 'Elin Strand'), 'reader', 41, [], false),
    member(ingrid, 'manager', 620, ['Graphics XR', 'Graphics XR', 'Graphics Artist']),
    member(jo, 'editor', 400, ['Graphics XR', 'Tracking Live', 'Director', 'Keyer Live']),
    member(person('max', 'Maximiliane Oberwasser-Hohenstein'), 'member', 12, ['Graphics CG']),
  ],
  invitations: [
    invitation('I-1', 'kim@northlight.example', { licenses: [{ id: 'L-xr', name: 'Graphics XR' }] }),
    invitation('I-2', 'liv.fagerhaug@outside-broadcast-unit-four.example', {
      role: 'editor',
      invitedAt: now - 14 * day,
      expiresAt: now + 22 * hour,
    }),
    invitation('I-3', 'per@northlight.example', { invitedAt: now - 20 * day, expiresAt: now - 5 * day }),
  ],
  former: [
    {
      kind: 'former',
      person: person('sol', 'Sol Haugen'),
      called: null,
      role: 'editor',
      removedAt: now - 33 * day,
      removedBy: ingrid.name,
      hasLeft: false,
    },
  ],
  notes: { 'P-jo': 'Covers OB vans in summer.\nPrefers RENDER-03.' },
  offers: [],
});

/** The people of an organization, as a cloud keeps them, in memory. */
export function fakeCloudTeam(world: Watched): Pick<CloudClient, 'team'> {
  const team = () => {
    if (world.failing) throw world.failing;
    return world.team;
  };
  const change = (next: Partial<TeamWorld>) => {
    world.team = { ...world.team, ...next };
  };
  const pending = (id: string) => {
    const found = team().invitations.find((each) => each.id === id);
    if (!found) throw new Failure('not-found', {});
    return found;
  };
  const memberWith = (id: string): TeamPerson => {
    const found = team().people.find((each) => each.person.id === id);
    if (!found) throw new Failure('not-found', {});
    return found;
  };
  const entryWith = (id: string) => team().former.find((each) => each.person.id === id) ?? memberWith(id);
  const verdictsOf = (addresses: readonly string[]) =>
    addressVerdicts(addresses.map(readAddress), {
      members: new Set(team().people.map((each) => each.person.email)),
      invited: new Set(team().invitations.map(({ email }) => email)),
    });
  const endOffer = async ({ offer }: { offer: string }) => {
    change({ offers: team().offers.filter(({ id }) => id !== offer) });
    return {};
  };
  return {
    team: {
      list: async (wanted) => pageOfFakeTeam(team(), wanted, now),
      show: async ({ person: id }) => ({
        entry: entryWith(id),
        note: team().notes[id] ?? null,
        licenses: licensesOf(world, id),
      }),
      describe: async ({ person: id, called = null, note = null }) => {
        const found = entryWith(id);
        change({
          people: team().people.map((each) => (each === found ? { ...each, called } : each)),
          former: team().former.map((each) => (each === found ? { ...each, called } : each)),
          notes: { ...team().notes, [id]: note },
        });
        return { called, note };
      },
      licenses: async ({ find = '', person: id }) => {
        const fitting = world.rows
          .filter((row) => row.availability !== 'ended' && row.availability !== 'revoked')
          .filter((row) => nameIn(world, row.id).toLowerCase().includes(find.toLowerCase()))
          .filter((row) => id === undefined || !row.assignees?.some((each) => each.id === id));
        const licenses = fitting.map(({ id: license, kind, seats, endsAt, assignees }) => {
          return { id: license, name: nameIn(world, license), kind, seats, assigned: assignees?.length ?? 0, endsAt };
        });
        return { licenses, total: licenses.length };
      },
      previewInvite: async ({ addresses }) => ({ verdicts: verdictsOf(addresses) }),
      invite: async ({ addresses, role, licenses = [] }) => {
        const verdicts = verdictsOf(addresses);
        return {
          addresses: addresses.map(readAddress).map(({ written, email }, at) => {
            const verdict = verdicts[at] ?? 'not-an-address';
            if (verdict !== 'valid' || email === null) return { address: written, verdict, invitation: null };
            const id = `I-${world.team.invitations.length + 10}`;
            const promised = licenses.map((license) => ({ id: license, name: nameIn(world, license) }));
            const made = invitation(id, email, { role, licenses: promised, invitedAt: now, expiresAt: now + 15 * day });
            change({ invitations: [...world.team.invitations, made] });
            return { address: written, verdict, invitation: id };
          }),
        };
      },
      cancelInvitation: async ({ invitation: id }) => {
        change({ invitations: team().invitations.filter((each) => each !== pending(id)) });
        return {};
      },
      resendInvitation: async ({ invitation: id }) => {
        const found = pending(id);
        const expiresAt = now + 15 * day;
        const again = { ...found, id: `${id}-again`, invitedAt: now, expiresAt };
        change({ invitations: team().invitations.map((each) => (each === found ? again : each)) });
        return { invitation: again.id, expiresAt };
      },
      setRole: async ({ person: id, role }) => {
        const found = memberWith(id);
        change({ people: team().people.map((each) => (each === found ? { ...found, role } : each)) });
        return { seats: [] };
      },
      remove: async ({ people }) => {
        const found = people.map(memberWith);
        const removed = { removedAt: now, removedBy: ingrid.name, hasLeft: false };
        change({
          people: team().people.filter((each) => !found.includes(each)),
          former: [
            ...team().former,
            ...found.map(({ person: who, called, role }) => ({
              kind: 'former' as const,
              person: who,
              called,
              role,
              ...removed,
            })),
          ],
        });
        const answers = people.map((each): RemovedPerson => ({ outcome: 'removed', person: each, seats: [], keys: 0 }));
        return { people: answers };
      },
      leave: async () => ({ seats: [] }),
      forget: async ({ person: id }) => {
        change({ former: team().former.filter((each) => each.person.id !== id) });
        return {};
      },
      offers: async () => team().offers,
      offerOwnership: async ({ organization, person: id, name }) => {
        const expiresAt = now + 7 * day;
        const to = memberWith(id).person;
        change({
          offers: [{ id: 'H-1', organization: { id: organization, name }, from: amara, to, offeredAt: now, expiresAt }],
        });
        return { offer: 'H-1', expiresAt };
      },
      withdrawOwnership: endOffer,
      acceptOwnership: endOffer,
      declineOwnership: endOffer,
    },
  };
}

const nameIn = (world: World, license: string): string => {
  const row = world.rows.find(({ id }) => id === license);
  return row ? `${row.product.name} ${row.edition.name}` : license;
};

const licensesOf = (world: World, id: string) =>
  world.rows
    .map((row) => ({ row, leases: row.leases.filter((lease) => lease.person?.id === id) }))
    .filter(({ row, leases }) => leases.length > 0 || row.assignees?.some((each) => each.id === id))
    .map(({ row, leases }) => ({
      id: row.id,
      name: nameIn(world, row.id),
      kind: row.kind,
      endsAt: row.endsAt,
      isAssigned: row.assignees?.some((each) => each.id === id) ?? false,
      leases,
    }));
