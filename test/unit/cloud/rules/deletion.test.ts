import { describe, expect, it } from 'vitest';
import { deletionRefusals, type PlaceFacts, type SeatFacts } from '#cloud/rules/deletion.ts';
import { day, hour } from '#shared/models/time.ts';

const now = 1_000 * day;
const place = (change: Partial<PlaceFacts> = {}): PlaceFacts => ({
  name: 'Studio',
  role: 'owner',
  people: 3,
  owners: 1,
  ...change,
});
const seat = (change: Partial<SeatFacts> = {}): SeatFacts => ({
  mode: 'offline',
  personId: 'P-1',
  endsAt: now + day,
  heldUntil: null,
  unassignGraceEndsAt: null,
  licenseName: 'Graphics XR',
  machine: 'OB-2',
  ...change,
});

describe('deleting an account', () => {
  it('A7: leaves no organization with others in it without an Owner', () => {
    expect(deletionRefusals([place()], [], now)).toEqual([{ why: 'last-owner', organization: 'Studio' }]);
    for (const free of [place({ owners: 2 }), place({ role: 'manager' }), place({ people: 1 })])
      expect(deletionRefusals([free], [], now)).toEqual([]);
  });

  it('A7: waits for offline leases, whose machines cannot be told, until nothing runs there any more', () => {
    const until = now + day + 72 * hour;
    expect(deletionRefusals([], [seat()], now)).toEqual([
      { why: 'seat-is-offline', license: 'Graphics XR', machine: 'OB-2', until },
    ]);
    expect(deletionRefusals([], [seat({ mode: 'online' })], now)).toEqual([]);
    expect(deletionRefusals([], [seat()], until + 1)).toEqual([]);
  });

  it('A7: names every reason at once', () => {
    const reasons = deletionRefusals([place(), place({ name: 'Other' })], [seat(), seat({ machine: 'OB-3' })], now);
    expect(reasons.map(({ why }) => why)).toEqual(['last-owner', 'last-owner', 'seat-is-offline', 'seat-is-offline']);
  });
});
