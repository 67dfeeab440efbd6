import { describe, expect, it } from 'vitest';
import { type Asked, type Bringer, type Candidate, choose } from '#cloud/rules/intake-choice.ts';
import type { Role } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';

const now = 1_800_000_000_000;
const roles: Record<string, Role> = {
  amara: 'owner',
  ingrid: 'manager',
  jo: 'editor',
  sara: 'editor',
  sindre: 'member',
};

const by = (person: string): Bringer => ({
  person,
  role: roles[person] ?? 'member',
  roleOf: (id) => roles[id] ?? null,
});

interface Change extends Partial<Omit<Candidate, 'holders'>> {
  held?: Record<string, string | null>;
}

const candidate = (id: string, { held = {}, ...change }: Change = {}): Candidate => ({
  id,
  words: 'Graphics XR',
  product: 'graphics',
  edition: 'xr',
  kind: 'floating',
  seats: 2,
  startsAt: 0,
  endsAt: null,
  revokedAt: null,
  assignees: [],
  holders: new Map(Object.entries(held).map(([machine, personId]) => [machine, { personId, endsAt: now + day }])),
  ...change,
});

const asks = (change: Partial<Asked> = {}): Asked => ({ machine: 'M', wanted: null, ...change });
const chosen = (candidates: Candidate[], asked: Asked, who = 'ingrid') => {
  const choice = choose(candidates, asked, by(who), now);
  return choice && [choice.license.id, choice.person];
};

describe('which license', () => {
  const xr = { product: 'graphics', edition: 'xr' };

  it('the one that was chosen, whatever else there is; null when it is not there', () => {
    const all = [candidate('A'), candidate('B', { endsAt: now - 1 })];
    expect(chosen(all, asks({ license: 'B', wanted: xr }))).toEqual(['B', 'ingrid']);
    expect(chosen(all, asks({ license: 'X' }))).toBeNull();
  });

  it('what the machine asks for: its product, and its edition when it names one', () => {
    const all = [candidate('CG', { edition: 'cg' }), candidate('XR'), candidate('T', { product: 'tracking' })];
    expect(chosen(all, asks({ wanted: xr }))).toEqual(['XR', 'ingrid']);
    expect(chosen(all, asks({ wanted: { product: 'graphics', edition: null } }))).toEqual(['CG', 'ingrid']);
    expect(chosen(all, asks({ wanted: { product: 'keyer', edition: null } }))).toBeNull();
  });

  it('of those, the one it has already; then a named one, so that no floating seat is used up', () => {
    const named = candidate('N', { kind: 'named', seats: 1, assignees: ['ingrid'] });
    expect(chosen([candidate('F'), named], asks({ wanted: xr }))).toEqual(['N', 'ingrid']);
    expect(chosen([named, candidate('F', { held: { M: 'ingrid' } })], asks({ wanted: xr }))).toEqual(['F', 'ingrid']);
  });

  it('asked for nothing, what it has; else the first that fits', () => {
    expect(chosen([candidate('A'), candidate('B', { held: { M: 'jo' } })], asks())).toEqual(['B', 'jo']);
    expect(chosen([candidate('A', { startsAt: now + 1 }), candidate('B')], asks())).toEqual(['B', 'ingrid']);
  });

  it('passes over what has no free seat, what nobody here may use, and what does not run', () => {
    const full = candidate('FULL', { seats: 1, held: { OTHER: 'jo' } });
    const named = candidate('NAMED', { kind: 'named' });
    const ended = candidate('ENDED', { endsAt: now });
    expect(chosen([ended, named, full, candidate('FREE')], asks())).toEqual(['FREE', 'ingrid']);
    // With nothing better, the one that comes closest: it is the one to be told about.
    expect(chosen([ended, named, full], asks())).toEqual(['FULL', 'ingrid']);
    expect(chosen([ended, named], asks())).toEqual(['NAMED', 'ingrid']);
    expect(chosen([ended], asks())).toEqual(['ENDED', 'ingrid']);
    expect(chosen([], asks())).toBeNull();
  });
});

describe('whose lease it is', () => {
  const named = (assignees: string[], held: Record<string, string | null> = {}, seats = 3) =>
    candidate('N', { kind: 'named', seats, assignees, held });

  it('who was named', () => {
    expect(chosen([named(['jo'])], asks({ person: 'sindre' }))).toEqual(['N', 'sindre']);
  });

  it('at a renewal, whose it is, as long as they have the right', () => {
    expect(chosen([named(['jo', 'sara'], { M: 'sara' })], asks())).toEqual(['N', 'sara']);
    expect(chosen([named(['jo'], { M: 'sara' })], asks())).toEqual(['N', 'jo']);
    expect(chosen([named(['gone'], { M: 'gone' })], asks(), 'jo')).toEqual(['N', 'jo']);
  });

  it('who brings it, when they have the right', () => {
    expect(chosen([candidate('F', { assignees: ['jo'] })], asks(), 'ingrid')).toEqual(['F', 'ingrid']);
    expect(chosen([candidate('F', { assignees: ['sindre'] })], asks(), 'sindre')).toEqual(['F', 'sindre']);
  });

  it('for a Manager, the first who is assigned and has none yet; when all have, the first', () => {
    expect(chosen([named(['jo', 'sara'], { OTHER: 'jo' })], asks())).toEqual(['N', 'sara']);
    expect(chosen([named(['jo', 'sara'], { A: 'jo', B: 'sara' })], asks())).toEqual(['N', 'jo']);
    expect(chosen([named([])], asks())).toEqual(['N', 'ingrid']);
  });

  it('nobody else chooses for others', () => {
    expect(chosen([named(['sara'])], asks(), 'jo')).toEqual(['N', 'jo']);
  });
});
