import { describe, expect, test } from 'vitest';
import { hour } from '#shared/models/time.ts';
import {
  isShown,
  linesOfTeam,
  markedOf,
  matchesTeam,
  mayRemove,
  rolesToGive,
  standingOfTeamLease,
} from '../../../renderer/state/team-lines.ts';
import { pictureTime as now } from '../../support/fake-api/data.ts';
import { pictureTeam } from '../../support/fake-api/team.ts';

const lines = linesOfTeam(pictureTeam(), now);
const found = (query: string) => lines.filter((line) => matchesTeam(query, line)).map(({ name }) => name);

describe('people and invitations in one list (T11)', () => {
  test('invitations first, each with its state by the clock', () => {
    expect(lines.map(({ kind, standing }) => `${kind} ${standing.word}`).slice(0, 4)).toEqual([
      'invitation Pending',
      'invitation Ends soon',
      'invitation Expired',
      'person Verified',
    ]);
    expect(lines.filter((line) => isShown(line, 'pending'))).toHaveLength(3);
    expect(lines.filter((line) => isShown(line, 'members'))).toHaveLength(6);
  });

  test('every word of a search is found in name, address, role, state and licenses', () => {
    expect(found('editor tracking')).toEqual(['Bo Nilsen', 'Jo Berg']);
    expect(found('unverified')).toEqual(['Elin Strand']);
    expect(found('pending graphics')).toEqual(['kim@northlight.example']);
    expect(found('nobody')).toEqual([]);
  });

  test('a Manager removes everybody up to Manager but herself, and makes nobody Owner', () => {
    const removable = lines.filter((line) => mayRemove(line, 'manager', 'P-ingrid')).map(({ name }) => name);
    expect(removable).toEqual(['Bo Nilsen', 'Elin Strand', 'Jo Berg', 'Maximiliane Oberwasser-Hohenstein']);
    expect(rolesToGive('manager')).not.toContain('owner');
    expect(rolesToGive('owner')).toContain('owner');
  });

  test('whoever is gone is not marked any more', () => {
    expect(markedOf(lines, new Set(['P-bo', 'P-gone', 'I-1'])).map(({ person }) => person.id)).toEqual(['P-bo']);
  });

  test('a seat that is unassigned stands out, whatever its mode', () => {
    const lease = { id: 'S-1', machine: 'RENDER-03', leaseEndsAt: now + 12 * hour, unassignGraceEndsAt: null };
    expect(standingOfTeamLease({ ...lease, mode: 'online' }, null, now).tally).toBe('on');
    expect(standingOfTeamLease({ ...lease, mode: 'offline' }, null, now).tally).toBe('soon');
    const graced = { ...lease, mode: 'online' as const, unassignGraceEndsAt: now + 12 * hour };
    expect(standingOfTeamLease(graced, null, now)).toEqual({ tally: 'soon', word: 'Unassigned' });
  });
});
