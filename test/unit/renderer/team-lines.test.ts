import { describe, expect, it, test } from 'vitest';
import { day, hour } from '#shared/models/time.ts';
import type { TeamEntry } from '#shared/models/team.ts';
import { createPaged } from '../../../renderer/state/paged.ts';
import {
  idOfEntry,
  lineOf,
  markedOf,
  mayRemove,
  rolesToGive,
  standingOfTeamLease,
} from '../../../renderer/state/team-lines.ts';
import { Failure } from '#shared/errors.ts';
import { pictureTime as now } from '../../support/fake-api/data.ts';
import { pictureTeam } from '../../support/fake-api/team.ts';

const { people, invitations, former } = pictureTeam();
const lines = [...invitations, ...people, ...former].map((entry) => lineOf(entry, now));

describe('a line of the list (T11)', () => {
  it('T11: has its state by the clock', () => {
    expect(lines.map(({ entry, standing }) => `${entry.kind} ${standing.word}`)).toEqual([
      'invitation Pending',
      'invitation Ends soon',
      'invitation Expired',
      'person Verified',
      'person Verified',
      'person Unverified',
      'person Verified',
      'person Verified',
      'person Verified',
      'former Removed',
    ]);
    const [first] = invitations;
    expect(first && lineOf(first, first.expiresAt - 3 * day).standing.word).toBe('Pending');
  });

  it('T11: shows how somebody is called here, and the name of the account where it is another one', () => {
    const named = lines.filter(({ account }) => account !== null).map(({ name, account }) => [name, account]);
    expect(named).toEqual([['Bo (night shift)', 'Bo Nilsen']]);
    const [bo] = people;
    expect(bo && lineOf({ ...bo, called: bo.person.name }, now).account).toBeNull();
  });

  it('T6: a Manager removes everybody up to Manager but herself, and makes nobody Owner', () => {
    const removable = lines.filter((line) => mayRemove(line, 'manager', 'P-ingrid')).map(({ id }) => id);
    expect(removable).toEqual(['P-bo', 'P-elin', 'P-jo', 'P-max']);
    expect(rolesToGive('manager')).not.toContain('owner');
    expect(rolesToGive('owner')).toContain('owner');
  });

  test('whoever is gone is not marked any more', () => {
    expect(markedOf(lines, new Set(['P-bo', 'P-gone', 'I-1'])).map(({ person }) => person.id)).toEqual(['P-bo']);
  });

  it('L6: a seat that is unassigned stands out, whatever its mode', () => {
    const lease = { leaseEndsAt: now + 12 * hour, unassignGraceEndsAt: null };
    expect(standingOfTeamLease({ ...lease, mode: 'online' }, null, now).tally).toBe('on');
    expect(standingOfTeamLease({ ...lease, mode: 'offline' }, null, now).tally).toBe('soon');
    const graced = { ...lease, mode: 'online' as const, unassignGraceEndsAt: now + 12 * hour };
    expect(standingOfTeamLease(graced, null, now)).toEqual({ tally: 'soon', word: 'Unassigned' });
  });
});

describe('the list as far as it was looked at (T11)', () => {
  type Page = { offset: number; limit: number };
  const listOf = (load: (page: Page) => Promise<{ rows: TeamEntry[]; total: number }>) =>
    createPaged(load, idOfEntry, explain, () => now, { first: 100, step: 100 });
  const idsOf = (list: ReturnType<typeof listOf>) => (list.getState().value?.rows ?? []).map(idOfEntry);
  const many = (count: number): TeamEntry[] =>
    Array.from({ length: count }, (_, at) => ({
      kind: 'person',
      person: { id: `P-${at}`, name: `${at}`, email: `${at}@x.example` },
      called: null,
      role: 'member',
      joinedAt: now,
      isVerified: true,
      licenses: { count: 0, names: [] },
    }));
  const explain = (error: unknown) => (error instanceof Failure ? error : new Failure('internal', { id: 'x' }));

  it('T11: more come page by page until all are there; fetched again, it is as long as before', async () => {
    let all = many(450);
    const asked: string[] = [];
    const list = listOf(async ({ offset, limit }) => {
      asked.push(`${offset}+${limit}`);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    });
    await list.more();
    await list.more();
    expect(idsOf(list)).toHaveLength(200);
    await list.refresh();
    expect(asked).toEqual(['0+100', '100+100', '0+200']);
    for (let call = 0; call < 5; call++) await list.more();
    expect(idsOf(list)).toEqual(all.map(idOfEntry));
    asked.length = 0;
    all = all.slice(1);
    await list.refresh();
    expect(asked).toEqual(['0+200', '200+200', '400+50']);
    expect(list.getState()).toMatchObject({ value: { total: 449 }, phase: 'ready' });
    expect(idsOf(list)).toHaveLength(449);
  });

  it('T11: somebody who moved between two pages is shown once', async () => {
    let all = many(150);
    const list = listOf(async ({ offset, limit }) => ({
      rows: all.slice(offset, offset + limit),
      total: all.length,
    }));
    await list.more();
    all = [...many(150).slice(149), ...many(149)];
    await list.more();
    expect(new Set(idsOf(list)).size).toBe(idsOf(list).length);
  });

  it('T11: what failed is said and the list stays; an answer that comes after it was cleared is dropped', async () => {
    let works = true;
    const list = listOf(async ({ offset, limit }) => {
      if (!works) throw new Failure('not-found', {});
      return { rows: many(300).slice(offset, offset + limit), total: 300 };
    });
    await list.more();
    works = false;
    await list.more();
    expect(list.getState()).toMatchObject({ failure: { code: 'not-found' }, phase: 'failed' });
    expect(idsOf(list)).toHaveLength(100);
    works = true;
    const late = list.refresh();
    list.clear();
    await late;
    expect(list.getState()).toMatchObject({ phase: 'idle', value: null, failure: null });
  });
});
