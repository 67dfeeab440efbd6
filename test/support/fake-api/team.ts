import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import { addressVerdicts, readAddress } from '#shared/models/addresses.ts';
import type { Person } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { TeamInvitation, TeamPerson } from '#shared/models/team.ts';
import { day, hour } from '#shared/models/time.ts';
import { amara, ingrid, jo, pictureTime as now } from './data.ts';
import type { Watched, World } from './world.ts';

export interface TeamWorld {
  people: TeamPerson[];
  invitations: TeamInvitation[];
}

const member = (person: Person, role: Role, days: number, names: string[], isVerified = true): TeamPerson => ({
  person,
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
  id,
  email,
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
    member(person('bo', 'Bo Nilsen'), 'editor', 90, ['Graphics XR', 'Tracking Live']),
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
});

/** The people of an organization, as a cloud keeps them, in memory. */
export function fakeCloudTeam(world: Watched): Pick<CloudClient, 'team'> {
  const team = () => {
    if (world.failing) throw world.failing;
    return world.team;
  };
  const pending = (id: string) => {
    const found = team().invitations.find((each) => each.id === id);
    if (!found) throw new Failure('not-found', {});
    return found;
  };
  const outOf = (id: string): TeamPerson => {
    const found = team().people.find((each) => each.person.id === id);
    if (!found) throw new Failure('not-found', {});
    return found;
  };
  return {
    team: {
      list: async () => team(),
      show: async ({ person: id }) => ({ person: outOf(id), licenses: licensesOf(world, id) }),
      invite: async ({ addresses, role, licenses = [] }) => {
        const known = {
          members: new Set(team().people.map((each) => each.person.email)),
          invited: new Set(team().invitations.map(({ email }) => email)),
        };
        const read = addresses.map(readAddress);
        const verdicts = addressVerdicts(read, known);
        return {
          addresses: read.map(({ written, email }, at) => {
            const verdict = verdicts[at] ?? 'not-an-address';
            if (verdict !== 'valid' || email === null) return { address: written, verdict, invitation: null };
            const id = `I-${world.team.invitations.length + 10}`;
            const promised = licenses.map((license) => ({ id: license, name: nameIn(world, license) }));
            world.team.invitations.push(
              invitation(id, email, { role, licenses: promised, invitedAt: now, expiresAt: now + 15 * day }),
            );
            return { address: written, verdict, invitation: id };
          }),
        };
      },
      cancelInvitation: async ({ invitation: id }) => {
        world.team = { ...team(), invitations: world.team.invitations.filter((each) => each !== pending(id)) };
        return {};
      },
      resendInvitation: async ({ invitation: id }) => {
        const found = pending(id);
        const expiresAt = now + 15 * day;
        world.team = {
          ...world.team,
          invitations: world.team.invitations.map((each) =>
            each === found ? { ...found, id: `${id}-again`, invitedAt: now, expiresAt } : each,
          ),
        };
        return { invitation: `${id}-again`, expiresAt };
      },
      setRole: async ({ person: id, role }) => {
        const found = outOf(id);
        world.team = {
          ...world.team,
          people: world.team.people.map((each) => (each === found ? { ...found, role } : each)),
        };
        return { seats: [] };
      },
      remove: async ({ people }) => {
        const found = people.map(outOf);
        world.team = { ...world.team, people: world.team.people.filter((each) => !found.includes(each)) };
        return { people: people.map((each) => ({ outcome: 'removed' as const, person: each, seats: [], keys: 0 })) };
      },
      leave: async () => ({ seats: [] }),
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
      endsAt: row.endsAt,
      isAssigned: row.assignees?.some((each) => each.id === id) ?? false,
      leases: leases.map((lease) => ({
        id: lease.id,
        machine: lease.machine.name,
        mode: lease.mode,
        leaseEndsAt: lease.leaseEndsAt,
        unassignGraceEndsAt: lease.unassignGraceEndsAt,
      })),
    }));
