import { describe, expect, it } from 'vitest';
import {
  actsOf,
  canPick,
  groupOf,
  linesOfMine,
  matches,
  replacedBy,
  runsHere,
  seatToFree,
} from '../../../renderer/state/license-lines.ts';
import { heldLease } from '../../support/typed.ts';
import { here, ingrid, leaseOn, pictureRows, pictureTime } from '../../support/fake-api/data.ts';

const around = { machine: here.id, now: pictureTime };
const rowOf = (id: string) => pictureRows().find((row) => row.id === id)!;

describe('lines of licenses', () => {
  it('mine: a line for each seat of mine, else one for the license', () => {
    const lines = linesOfMine([rowOf('L-artist'), rowOf('L-arvs')], around);
    expect(lines.map(({ id, lease }) => [id, lease?.machine.name])).toEqual([
      ['S-L-artist-GFX-ARTIST-07', 'GFX-ARTIST-07'],
      ['L-arvs', undefined],
    ]);
  });
  it('what needs a person comes before what runs, and that before what does not', () => {
    const group = (id: string) => groupOf(linesOfMine([rowOf(id)], around)[0]!);
    expect([group('L-artist'), group('L-arvs')]).toEqual(['needs', 'idle']);
    const row = { ...rowOf('L-xr'), leases: [leaseOn(here.name, ingrid, 'L-xr')] };
    expect(groupOf(linesOfMine([row], around)[0]!)).toBe('used');
  });
  it('finds by every word of license, organization, machine and person', () => {
    expect(matches('berg TRACKING', rowOf('L-live'))).toBe(true);
    expect(matches('berg fjord', rowOf('L-live'))).toBe(false);
    expect(matches('  ', rowOf('L-live'))).toBe(true);
  });
  it('offers to free my own seat before another’s, never an offline one or one that is not mine to free', () => {
    expect(seatToFree(rowOf('L-live'), here.id)?.machine.name).toBe('OB-1-RENDER-01');
    expect(seatToFree(rowOf('L-control'), here.id)).toBeNull();
    expect(seatToFree(rowOf('L-cg'), here.id)).toBeNull();
    const mine = leaseOn('GFX-ARTIST-07', ingrid, 'L-live', { lastSeenAt: pictureTime });
    const row = { ...rowOf('L-live'), leases: [...rowOf('L-live').leases, mine] };
    expect(seatToFree(row, here.id)).toBe(mine);
  });
  it('picks only what is free and not here already', () => {
    expect(canPick(rowOf('L-xr'), here.id)).toBe(true);
    expect(canPick(rowOf('L-live'), here.id)).toBe(false);
    expect(canPick({ ...rowOf('L-xr'), leases: [leaseOn(here.name, ingrid, 'L-xr')] }, here.id)).toBe(false);
  });
  it('says what can be done with a line: here, elsewhere, offline, and in the portal', () => {
    const may = (row: ReturnType<typeof rowOf>, machine: string | null = here.id) => {
      const acts = actsOf(linesOfMine([row], { ...around, machine })[0]!, machine);
      return Object.entries(acts).flatMap(([act, isOpen]) => (isOpen ? [act] : []));
    };
    const held = (mode: 'online' | 'offline') => ({
      ...rowOf('L-xr'),
      leases: [leaseOn(here.name, ingrid, 'L-xr', { mode })],
    });
    expect(may(rowOf('L-xr'))).toEqual(['activate', 'offline']);
    expect(may(rowOf('L-xr'), null)).toEqual([]);
    expect(may(held('online'))).toEqual(['offline', 'change', 'release']);
    expect(may(held('offline'))).toEqual(['renew']);
    expect(may(rowOf('L-artist'))).toEqual(['release']);
    expect(may({ ...rowOf('L-xr'), availability: 'in-use' })).toEqual([]);
  });

  it('L2: what runs here needs no seat; what has ended here is taken anew', () => {
    const row = { id: heldLease().license };
    for (const standing of ['valid', 'unassign-grace', 'lease-grace'] as const)
      expect([standing, runsHere(row, [heldLease({ standing })])]).toEqual([standing, true]);
    expect(runsHere(row, [heldLease({ standing: 'ended' })])).toBe(false);
    expect(runsHere({ id: 'L-other' }, [heldLease()])).toBe(false);
  });

  it('L9: a pick takes the place of another license of the product, and never of the one that is picked', () => {
    const ended = heldLease({ standing: 'ended' });
    const { license: id, product } = ended;
    expect(replacedBy({ id, product }, [ended])).toBeNull();
    expect(replacedBy({ id: 'L-other', product }, [ended])).toBe(ended);
    expect(replacedBy({ id: 'L-other', product: { ...product, id: 'other' } }, [ended])).toBeNull();
  });
});
