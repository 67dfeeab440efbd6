import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavingRefusal, removalRefusal, roleChangeRefusal } from '#cloud/rules/team.ts';
import { mayHandle, Role } from '#shared/models/role.ts';

const role = fc.constantFrom(...Role.options);

describe('roles (T6)', () => {
  it('T6: Managers deal with everybody up to Manager, Owners with all, nobody else with anybody', () => {
    expect(Role.options.filter((other) => mayHandle('manager', other))).toEqual([
      'member',
      'reader',
      'editor',
      'manager',
    ]);
    expect(Role.options.filter((other) => mayHandle('owner', other))).toEqual(Role.options);
    for (const mine of ['member', 'reader', 'editor'] as const)
      expect(Role.options.filter((other) => mayHandle(mine, other))).toEqual([]);
  });

  it('T6: a Manager makes nobody Owner, and takes nothing from one', () => {
    expect(roleChangeRefusal({ by: 'manager', from: 'editor', to: 'owner', owners: 2 })).toBe('not-allowed');
    expect(roleChangeRefusal({ by: 'manager', from: 'owner', to: 'editor', owners: 2 })).toBe('not-allowed');
    expect(removalRefusal({ by: 'manager', from: 'owner', owners: 2 })).toBe('not-allowed');
    expect(roleChangeRefusal({ by: 'manager', from: 'member', to: 'manager', owners: 1 })).toBeNull();
  });

  it('T6: the last Owner stays, also when it is oneself', () => {
    expect(roleChangeRefusal({ by: 'owner', from: 'owner', to: 'manager', owners: 1 })).toBe('last-owner');
    expect(removalRefusal({ by: 'owner', from: 'owner', owners: 1 })).toBe('last-owner');
    expect(leavingRefusal({ from: 'owner', owners: 1 })).toBe('last-owner');
    expect(leavingRefusal({ from: 'owner', owners: 2 })).toBeNull();
    expect(roleChangeRefusal({ by: 'owner', from: 'owner', to: 'owner', owners: 1 })).toBeNull();
  });

  it('T6: whatever people do to one another, there is an Owner, and only Owners make Owners', () => {
    const act = fc.record({
      by: fc.nat(4),
      on: fc.nat(4),
      does: fc.oneof(fc.constant('remove' as const), fc.constant('leave' as const), role),
    });
    fc.assert(
      fc.property(fc.array(role, { minLength: 4, maxLength: 4 }), fc.array(act, { maxLength: 40 }), (others, acts) => {
        const team = new Map<number, Role>(['owner' as const, ...others].entries());
        for (const { by, on, does } of acts) {
          const mine = team.get(by);
          const from = team.get(does === 'leave' ? by : on);
          if (mine === undefined || from === undefined) continue;
          const owners = [...team.values()].filter((each) => each === 'owner').length;
          const isOwner = mine === 'owner';
          let isFair = true;
          if (does === 'leave') {
            if (leavingRefusal({ from, owners }) === null) team.delete(by);
          } else if (does === 'remove') {
            if (removalRefusal({ by: mine, from, owners }) !== null) continue;
            team.delete(on);
            isFair = isOwner || from !== 'owner';
          } else {
            if (roleChangeRefusal({ by: mine, from, to: does, owners }) !== null) continue;
            team.set(on, does);
            isFair = isOwner || (from !== 'owner' && does !== 'owner');
          }
          expect(isFair).toBe(true);
          expect([...team.values()]).toContain('owner');
        }
      }),
    );
  });
});
