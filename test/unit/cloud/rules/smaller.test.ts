import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whomToAsk } from '#cloud/rules/ask.ts';
import type { LeaseFacts } from '#cloud/rules/facts.ts';
import { freeSeats } from '#cloud/rules/seats.ts';
import { unassignEffect } from '#cloud/rules/unassign.ts';
import type { Role } from '#shared/models/role.ts';
import { hour } from '#shared/models/time.ts';

const now = 1_800_000_000_000;

describe('free seats', () => {
  it('are the numbers nobody has, lowest first', () => {
    expect(freeSeats(5, [2, 4])).toEqual([1, 3, 5]);
    expect(freeSeats(2, [1, 2, 7])).toEqual([]);
  });

  it('together with the taken ones make all seats', () => {
    const seats = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(seats, fc.uniqueArray(fc.integer({ min: 1, max: 40 })), (count, taken) => {
        const free = freeSeats(count, taken);
        const inside = taken.filter((seat) => seat <= count);
        expect(free.length + inside.length).toBe(count);
        expect(new Set([...free, ...inside]).size).toBe(count);
      }),
    );
  });
});

describe('unassigning somebody who holds a seat', () => {
  const lease: LeaseFacts = {
    mode: 'online',
    personId: 'P-1',
    endsAt: now + hour,
    heldUntil: null,
    unassignGraceEndsAt: null,
  };

  it('gives an online seat 12 hours, and not more when it is done again', () => {
    expect(unassignEffect({ kind: 'named' }, 'editor', lease, now)).toEqual({
      effect: 'grace',
      endsAt: now + 12 * hour,
    });
    const running = { ...lease, unassignGraceEndsAt: now + hour };
    expect(unassignEffect({ kind: 'named' }, 'editor', running, now)).toEqual({ effect: 'grace', endsAt: now + hour });
  });

  it('is refused while the seat is out offline', () => {
    expect(unassignEffect({ kind: 'named' }, 'editor', { ...lease, mode: 'offline' }, now)).toEqual({
      effect: 'refused',
    });
  });

  it('changes nothing where the role alone gives the right', () => {
    expect(unassignEffect({ kind: 'floating' }, 'editor', lease, now)).toEqual({ effect: 'none' });
    expect(unassignEffect({ kind: 'floating' }, 'reader', lease, now).effect).toBe('grace');
  });
});

describe('whom to ask', () => {
  const leader = (id: string, role: Role) => ({ role, person: { id, name: id, email: `${id}@northlight.example` } });
  const leaders = [leader('amara', 'owner'), leader('ingrid', 'manager'), leader('jo', 'manager')];

  it('a Manager for a seat, an Owner for what takes buying, never oneself', () => {
    expect(whomToAsk(leaders, 'sara', 'in-use')?.id).toBe('ingrid');
    expect(whomToAsk(leaders, 'ingrid', 'not-assigned')?.id).toBe('jo');
    expect(whomToAsk(leaders, 'ingrid', 'ended')?.id).toBe('amara');
    expect(whomToAsk([leader('amara', 'owner')], 'amara', 'ended')).toBeNull();
    expect(whomToAsk(leaders, 'sara', 'free')).toBeNull();
  });
});
