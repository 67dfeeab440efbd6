import { describe, expect, it } from 'vitest';
import { snapshot, snapshotLimit, type TellableLease, telling } from '#cloud/rules/snapshot.ts';
import { LicensePayload } from '#shared/files/license.ts';
import { day, hour } from '#shared/models/time.ts';

const now = 1_800_000_000_000;
const call = { appliedSequence: 6, isUpToDate: true, renews: true, isBarred: false, now };

const lease = (change: Partial<TellableLease> = {}): TellableLease => ({
  id: 'L-1',
  mode: 'online',
  personId: 'P-1',
  startedAt: now - hour,
  endsAt: now + 20 * hour,
  heldUntil: null,
  unassignGraceEndsAt: null,
  organization: { id: 'O-1', name: 'Northlight Studios' },
  timeZone: 'Europe/Oslo',
  isClosed: false,
  leaseHours: 24,
  license: {
    id: 'C-1',
    product: { id: 'graphics', name: 'Graphics' },
    edition: { id: 'xr', name: 'XR' },
    services: [],
    startsAt: 0,
    endsAt: null,
    revokedAt: null,
  },
  person: { id: 'P-1', name: 'Jo Berg' },
  endedBy: null,
  ended: null,
  ...change,
});

const ended = (toldIn: number | null, change: Partial<TellableLease> = {}) =>
  lease({ ended: { at: now - 5, reason: 'released', toldIn }, endedBy: 'Ingrid Aas', ...change });

describe('what a machine is told', () => {
  it('renews what it holds', () => {
    expect(telling([lease()], call).kept).toMatchObject([{ id: 'L-1', endsAt: now + 24 * hour }]);
  });

  it('leaves every end as it is in a file that is carried', () => {
    const [online, offline] = [lease(), lease({ id: 'L-2', mode: 'offline', endsAt: now + 30 * day })];
    const told = telling([online, offline], { ...call, renews: false, isUpToDate: false });
    expect(told.kept).toEqual([online, offline]);
  });

  it('caps a lease at the end of its unassign grace, and ends it behind', () => {
    const grace = lease({ unassignGraceEndsAt: now + hour, endedBy: 'Ingrid Aas' });
    expect(telling([grace], call).kept).toMatchObject([{ endsAt: now + hour }]);
    const late = telling([grace], { ...call, now: now + hour });
    expect(late.kept).toEqual([]);
    expect(late.ending).toMatchObject([{ reason: 'unassigned' }]);
    expect(late.notices).toEqual([
      { lease: 'L-1', license: 'Graphics XR', reason: 'unassigned', by: 'Ingrid Aas', at: now + hour },
    ]);
  });

  it('names who released it, again and again until the machine has applied an answer that says so', () => {
    const first = telling([ended(null)], call);
    expect(first).toMatchObject({
      firstTold: ['L-1'],
      confirmed: [],
      notices: [{ reason: 'released', by: 'Ingrid Aas' }],
    });
    const second = telling([ended(7)], call);
    expect(second).toMatchObject({ firstTold: [], confirmed: [], notices: [{ lease: 'L-1' }] });
    const third = telling([ended(7)], { ...call, appliedSequence: 7 });
    expect(third).toMatchObject({ firstTold: [], confirmed: ['L-1'], notices: [] });
  });

  it('loses everything when it is barred', () => {
    const told = telling([lease(), ended(3, { id: 'L-2' })], { ...call, isBarred: true });
    expect(told.kept).toEqual([]);
    expect(told.notices).toMatchObject([{ lease: 'L-1', reason: 'machine-barred' }]);
    expect(told.confirmed).toEqual(['L-2']);
  });

  it('never hears more notices at once than fit', () => {
    const many = Array.from({ length: 30 }, (_, at) => ended(null, { id: `L-${at}` }));
    const told = telling(many, call);
    expect(told.notices).toHaveLength(snapshotLimit);
    expect(told.firstTold).toHaveLength(snapshotLimit);
  });
});

describe('the signed snapshot', () => {
  it('fits its schema, with no lease behind its license', () => {
    const license = { ...lease().license, endsAt: now + hour };
    const payload = snapshot({
      cloud: 'C',
      machine: { id: 'M-1', name: 'OB-1-RENDER-03' },
      sequence: 7,
      answers: '0'.repeat(32),
      now,
      importBy: now + day,
      telling: telling([lease({ license }), lease({ id: 'L-2', mode: 'offline', license })], call),
    });
    expect(LicensePayload.parse(payload)).toEqual(payload);
    expect(payload.leases.map((each) => [each.leaseEndsAt, each.graceHours])).toEqual([
      [now + hour, 0],
      [now + hour, 72],
    ]);
  });
});
