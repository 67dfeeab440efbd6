import { describe, expect, it } from 'vitest';
import type { LicenseFacts, UserFacts } from '#cloud/rules/facts.ts';
import { availability, hasRight, phase } from '#cloud/rules/use.ts';
import { Role } from '#shared/models/role.ts';

const now = 1_000_000;
const license: LicenseFacts = { kind: 'floating', seats: 2, startsAt: 0, endsAt: null, revokedAt: null };
const user = (role: Role, isAssigned = false): UserFacts => ({ role, isAssigned });

describe('the life of a license', () => {
  it('runs from its start to its end', () => {
    expect(phase({ ...license, startsAt: now }, now)).toBe('running');
    expect(phase({ ...license, startsAt: now + 1 }, now)).toBe('not-started');
    expect(phase({ ...license, endsAt: now + 1 }, now)).toBe('running');
    expect(phase({ ...license, endsAt: now }, now)).toBe('ended');
  });

  it('is over for good once revoked, whatever its dates say', () => {
    expect(phase({ ...license, startsAt: now + 1, revokedAt: now + 5 }, now)).toBe('revoked');
    expect(phase({ ...license, endsAt: now - 1, revokedAt: now - 5 }, now)).toBe('revoked');
  });
});

describe('the right to a seat', () => {
  it.each(Role.options)('an assigned %s has it, for named and floating ones', (role) => {
    expect(hasRight({ kind: 'named' }, user(role, true))).toBe(true);
    expect(hasRight({ kind: 'floating' }, user(role, true))).toBe(true);
  });

  it('without assignment, Editors and up take floating ones, nobody named ones', () => {
    const takers = Role.options.filter((role) => hasRight({ kind: 'floating' }, user(role)));
    expect(takers).toEqual(['editor', 'manager', 'owner']);
    expect(Role.options.some((role) => hasRight({ kind: 'named' }, user(role)))).toBe(false);
  });
});

describe('availability', () => {
  it('names the first thing in the way', () => {
    const ended = { ...license, endsAt: now };
    expect(availability(license, user('editor'), 1, now)).toBe('free');
    expect(availability(license, user('editor'), 2, now)).toBe('in-use');
    expect(availability(license, user('member'), 2, now)).toBe('not-assigned');
    expect(availability({ ...license, startsAt: now + 1 }, user('member'), 2, now)).toBe('not-started');
    expect(availability(ended, user('member'), 2, now)).toBe('ended');
    expect(availability({ ...ended, revokedAt: now }, user('member'), 2, now)).toBe('revoked');
  });
});
