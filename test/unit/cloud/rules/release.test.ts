import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlapRoom, overlapWindow, releasable } from '#cloud/rules/release.ts';
import { Role } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';

const now = 1_800_000_000_000;

describe('who may free a seat from elsewhere', () => {
  const seat = { mode: 'online', personId: 'P-jo' } as const;

  it.each(Role.options)('the person whose seat it is, as %s too', (role) => {
    expect(releasable(seat, { id: 'P-jo', role })).toBe('own');
  });

  it('Managers and Owners anybody’s', () => {
    const may = Role.options.filter((role) => releasable(seat, { id: 'P-ingrid', role }) === 'force');
    expect(may).toEqual(['manager', 'owner']);
    expect(releasable({ mode: 'online', personId: null }, { id: 'P-ingrid', role: 'manager' })).toBe('force');
  });

  it('nobody one that is out offline', () => {
    expect(releasable({ ...seat, mode: 'offline' }, { id: 'P-jo', role: 'owner' })).toBe('no');
  });
});

describe('room for one more overlap', () => {
  const at = (...ago: number[]) => ago.map((days) => ({ fromAt: now - days * day }));

  it('counts the last 30 days', () => {
    expect(overlapRoom(at(1, 29, 30, 40), 3, now)).toEqual({ count: 2, limit: 3, freeAt: null });
  });

  it('says when the next one is allowed', () => {
    expect(overlapRoom(at(1, 10), 2, now)).toEqual({ count: 2, limit: 2, freeAt: now + 20 * day });
    expect(overlapRoom(at(1, 10, 20), 2, now).freeAt).toBe(now + 20 * day);
  });

  it('there is room exactly when fewer count than are allowed, and again at the moment it names', () => {
    const overlaps = fc.array(fc.integer({ min: 0, max: 2 * overlapWindow }).map((ago) => ({ fromAt: now - ago })));
    fc.assert(
      fc.property(overlaps, fc.integer({ min: 1, max: 5 }), (list, limit) => {
        const room = overlapRoom(list, limit, now);
        expect(room.freeAt === null).toBe(room.count < limit);
        if (room.freeAt === null) return;
        expect(overlapRoom(list, limit, room.freeAt).freeAt).toBeNull();
        expect(overlapRoom(list, limit, room.freeAt - 1).freeAt).not.toBeNull();
      }),
    );
  });
});
