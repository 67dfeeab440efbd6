import { describe, expect, it } from 'vitest';
import type { LicenseRow } from '#shared/models/license.ts';
import { day, hour } from '#shared/models/time.ts';
import { standingOfMachine, standingOfRow } from '../../../renderer/state/tally.ts';
import { here, ingrid, leaseOn, pictureRows, pictureTime as now } from '../../support/fake-api/data.ts';
import { createWorld, heldFrom } from '../../support/fake-api/world.ts';

const rows = pictureRows();
const wordOf = (id: string, change: Partial<LicenseRow> = {}) => {
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(id);
  const { tally, word, icon } = standingOfRow({ ...row, ...change }, here.id, now);
  return [tally, word, icon];
};

describe('the tally of a license', () => {
  it('is that of the pictures', () => {
    expect(wordOf('L-xr')).toEqual(['free', 'Free', undefined]);
    expect(wordOf('L-artist')).toEqual(['soon', 'Ends soon', undefined]);
    expect(wordOf('L-director')).toEqual(['ended', 'Ended', undefined]);
    expect(wordOf('L-control')).toEqual(['held', 'Offline', 'lock']);
    expect(wordOf('L-live')).toEqual(['held', 'In use', 'user']);
  });

  it('is green only on this machine', () => {
    expect(wordOf('L-xr', { leases: [leaseOn(here.name, ingrid, 'L-xr')] })[0]).toBe('on');
    expect(wordOf('L-xr', { leases: [leaseOn('CTRL-A', ingrid, 'L-xr')] })).toEqual(['held', 'Elsewhere', 'device']);
  });

  it('is amber while an unassigned seat may still be used, and before an offline lease ends', () => {
    const leaving = leaseOn(here.name, ingrid, 'L-xr', { unassignGraceEndsAt: now + hour });
    const offline = leaseOn('OB-1-RENDER-01', ingrid, 'L-xr', { mode: 'offline', leaseEndsAt: now + 12 * day });
    expect(wordOf('L-xr', { leases: [leaving] })[0]).toBe('soon');
    expect(wordOf('L-xr', { leases: [offline] })).toEqual(['soon', 'Renew soon', undefined]);
  });

  it('names why a seat cannot be taken', () => {
    expect(wordOf('L-xr', { availability: 'revoked' })[0]).toBe('ended');
    expect(wordOf('L-xr', { availability: 'not-assigned' })).toEqual(['held', 'Not assigned', 'user']);
    expect(wordOf('L-xr', { availability: 'not-started' })).toEqual(['held', 'Not started', 'lock']);
  });
});

describe('the tally of this machine', () => {
  const { status, people } = createWorld(now);
  const held = heldFrom(rows[0]!, now);

  it('says who is missing before it says what', () => {
    expect(standingOfMachine(status)).toEqual({ tally: 'free', word: 'Signed out' });
    const session = { state: 'signed-in', who: people, current: null } as const;
    expect(standingOfMachine({ ...status, session })).toEqual({ tally: 'free', word: 'No license' });
  });

  it('stays green when the session ends: ending a session never ends a lease', () => {
    expect(standingOfMachine({ ...status, leases: [held] })).toEqual({ tally: 'on', word: 'Licensed' });
  });

  it('shows the worst of several leases', () => {
    const grace = { ...held, standing: 'unassign-grace' } as const;
    expect(standingOfMachine({ ...status, leases: [held, grace] }).tally).toBe('soon');
    expect(standingOfMachine({ ...status, leases: [{ ...held, standing: 'ended' }] }).tally).toBe('ended');
    expect(standingOfMachine({ ...status, leases: [{ ...held, licenseEndsAt: now + 3 * day }] }).tally).toBe('soon');
  });
});
