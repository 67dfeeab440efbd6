import { may, type Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';
import type { LeaseFacts, LicenseFacts } from './facts.ts';
import { hasRight, phase } from './use.ts';

/** A license that a request may be answered with. */
export interface Candidate extends LicenseFacts {
  id: string;
  /** Product and edition in words. */
  words: string;
  product: string;
  edition: string;
  /** Ids of people, in the order they were assigned. */
  assignees: readonly string[];
  /** The seats in use, by machine. Lapsed ones are no longer among them, but for those of the machine that asks. */
  holders: ReadonlyMap<string, Pick<LeaseFacts, 'personId' | 'endsAt'>>;
}

/** Who brings a request, and whose role is what in their organization. */
export interface Bringer {
  person: string;
  role: Role;
  roleOf(person: string): Role | null;
}

/** What a machine asks for, and what whoever answers has chosen already. */
export interface Asked {
  machine: string;
  wanted: { product: string; edition: string | null } | null;
  license?: string | undefined;
  person?: string | undefined;
}

interface Choice<License extends Candidate> {
  license: License;
  person: string;
}

/**
 * The license and the person for a request: what was chosen; else what the machine asks for; else what it has already;
 * else the first that fits. null: there is none that could.
 */
export function choose<License extends Candidate>(
  candidates: readonly License[],
  asked: Asked,
  by: Bringer,
  now: Moment,
): Choice<License> | null {
  const [first] = fitting(candidates, asked)
    .map((license) => ({ license, person: choosePerson(license, asked, by) }))
    .map((choice, at) => ({ choice, at, misfit: misfit(choice, asked, by, now) }))
    .toSorted((a, b) => a.misfit - b.misfit || a.at - b.at);
  return first?.choice ?? null;
}

function fitting<License extends Candidate>(
  candidates: readonly License[],
  { license, wanted, machine }: Asked,
): readonly License[] {
  if (license !== undefined) return candidates.filter(({ id }) => id === license);
  if (wanted) {
    const { product, edition } = wanted;
    return candidates.filter((each) => each.product === product && (edition === null || each.edition === edition));
  }
  const held = candidates.filter(({ holders }) => holders.has(machine));
  return held.length > 0 ? held : candidates;
}

/** How far a choice is from what can be had at once; 0 is what the machine has. */
function misfit({ license, person }: Choice<Candidate>, { machine }: Asked, by: Bringer, now: Moment): number {
  const runs = phase(license, now) === 'running';
  if (!runs) return 5;
  if (!isEntitled(license, person, by)) return 4;
  if (license.holders.has(machine)) return 0;
  if (license.holders.size >= license.seats) return 3;
  return license.kind === 'named' ? 1 : 2;
}

/**
 * Whose lease it is: who was named; else whose it is already; else who brings the request. A Manager brings requests for
 * others too: then the first who is assigned and has no seat of it yet. Everybody only as long as they have the right.
 */
export function choosePerson(license: Candidate, { machine, person }: Asked, by: Bringer): string {
  if (person !== undefined) return person;
  const holder = license.holders.get(machine)?.personId ?? null;
  if (holder !== null && isEntitled(license, holder, by)) return holder;
  if (isEntitled(license, by.person, by) || !may(by.role, 'offline.for-others')) return by.person;
  const seated = new Set([...license.holders.values()].map(({ personId }) => personId));
  return license.assignees.find((each) => !seated.has(each)) ?? license.assignees[0] ?? by.person;
}

/** Whether somebody of this organization has the right to a seat. */
function isEntitled(license: Candidate, person: string, by: Bringer): boolean {
  const role = by.roleOf(person);
  return role !== null && hasRight(license, { role, isAssigned: license.assignees.includes(person) });
}
