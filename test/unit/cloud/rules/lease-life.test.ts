import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeaseFacts, LicenseFacts } from '#cloud/rules/facts.ts';
import {
  isLapsed,
  lapseReason,
  lapsesAt,
  leavesOverlap,
  mustEnd,
  renewedEnd,
  type RunFacts,
  signedAnew,
  signedEnd,
} from '#cloud/rules/lease-life.ts';
import { hour } from '#shared/models/time.ts';

const now = 1_800_000_000_000;
const lease: LeaseFacts = {
  mode: 'online',
  personId: 'P-1',
  endsAt: now + 24 * hour,
  heldUntil: null,
  unassignGraceEndsAt: null,
};
const license: LicenseFacts = { kind: 'floating', seats: 1, startsAt: 0, endsAt: null, revokedAt: null };

describe('the end of a lease', () => {
  it('is never behind the license, the unassign grace or the hours of the organization', () => {
    const moment = fc.integer({ min: now - 100 * hour, max: now + 1_000 * hour });
    const bounds = fc.record({
      leaseHours: fc.integer({ min: 1, max: 72 }),
      licenseEndsAt: fc.option(moment),
      unassignGraceEndsAt: fc.option(moment),
    });
    fc.assert(
      fc.property(bounds, (given) => {
        const end = signedEnd(now, given);
        const all = [now + given.leaseHours * hour, given.licenseEndsAt, given.unassignGraceEndsAt];
        const known = all.filter((bound) => bound !== null);
        expect(known).toContain(end);
        for (const bound of known) expect(end).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it('moves with a heartbeat when online, never when offline', () => {
    expect(renewedEnd(lease, license, 24, now + hour)).toBe(now + 25 * hour);
    expect(renewedEnd({ ...lease, mode: 'offline' }, license, 24, now + hour)).toBe(lease.endsAt);
    expect(renewedEnd({ ...lease, unassignGraceEndsAt: now + 12 * hour }, license, 24, now)).toBe(now + 12 * hour);
  });
});

describe('a lease that is not renewed', () => {
  it('lapses behind its end, offline ones behind their grace', () => {
    expect(isLapsed(lease, lease.endsAt)).toBe(false);
    expect(isLapsed(lease, lease.endsAt + 1)).toBe(true);
    expect(lapsesAt({ ...lease, mode: 'offline' })).toBe(lease.endsAt + 72 * hour);
  });

  it('says why it is over', () => {
    const late = lease.endsAt + hour;
    expect(lapseReason(lease, license, late)).toBe('lapsed');
    expect(lapseReason({ ...lease, unassignGraceEndsAt: now }, license, late)).toBe('unassigned');
    expect(lapseReason(lease, { ...license, endsAt: lease.endsAt }, late)).toBe('license-ended');
  });
});

describe('a lease that is signed anew', () => {
  const offline = { ...lease, mode: 'offline' } as const;

  it('ends where it is signed, when that is later', () => {
    expect(signedAnew(lease, now + 30 * hour, true)).toEqual({ ...lease, endsAt: now + 30 * hour });
    expect(signedAnew(lease, now + 30 * hour, false)).toEqual({ ...lease, endsAt: now + 30 * hour });
  });

  it('keeps its seat for as long as an earlier answer lets the machine run, until this one is confirmed', () => {
    const cut = signedAnew(lease, now + 12 * hour, true);
    expect(cut).toEqual({ ...lease, endsAt: now + 12 * hour, heldUntil: now + 24 * hour });
    expect(lapsesAt(cut)).toBe(now + 24 * hour);
    // The answer was lost: the machine may still have the longer one.
    expect(lapsesAt(signedAnew(cut, now + 13 * hour, false))).toBe(now + 24 * hour);
    // It arrived: nothing is held any more.
    expect(signedAnew(cut, now + 13 * hour, true)).toEqual({ ...lease, endsAt: now + 13 * hour });
  });

  it('the grace of an offline lease counts', () => {
    expect(signedAnew(offline, offline.endsAt - hour, true).heldUntil).toBe(offline.endsAt + 72 * hour);
  });

  it('never lapses before its machine has stopped, whatever gets lost on the way', () => {
    const steps = fc.array(
      fc.record({
        endsIn: fc.integer({ min: 1, max: 90 }),
        arrives: fc.boolean(),
        after: fc.integer({ min: 0, max: 30 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, (answers) => {
        let cloud: RunFacts = { mode: 'online', endsAt: 10, heldUntil: null };
        let [machine, sequence, applied] = [10, 1, 1];
        let clock = 0;
        for (const { endsIn, arrives, after } of answers) {
          clock += after;
          cloud = signedAnew(cloud, clock + endsIn, applied === sequence);
          sequence += 1;
          if (arrives) [machine, applied] = [cloud.endsAt, sequence];
          expect(lapsesAt(cloud)).toBeGreaterThanOrEqual(machine);
        }
      }),
    );
  });
});

describe('what a machine that calls must hear', () => {
  it('goes on unless license or grace is over; revoked outranks ended outranks unassigned', () => {
    const unassigned = { ...lease, unassignGraceEndsAt: now };
    expect(mustEnd(lease, license, now)).toBeNull();
    expect(mustEnd({ ...lease, unassignGraceEndsAt: now + 1 }, license, now)).toBeNull();
    expect(mustEnd(unassigned, license, now)).toBe('unassigned');
    expect(mustEnd(unassigned, { ...license, endsAt: now }, now)).toBe('license-ended');
    expect(mustEnd(unassigned, { ...license, endsAt: now, revokedAt: now }, now)).toBe('license-revoked');
  });
});

describe('an overlap', () => {
  it('is left where a machine may run on and its seat can be taken', () => {
    expect(leavesOverlap(lease, 'released', now)).toBe(true);
    expect(leavesOverlap(lease, 'unassigned', now)).toBe(true);
    expect(leavesOverlap(lease, 'returned', now)).toBe(false);
    expect(leavesOverlap(lease, 'license-revoked', now)).toBe(false);
    expect(leavesOverlap(lease, 'released', lease.endsAt)).toBe(false);
  });
});
