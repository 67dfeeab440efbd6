import { expect, it } from 'vitest';
import { Role } from '#shared/models/role.ts';
import { day, hour } from '#shared/models/time.ts';
import { linesOfMine } from '../../../renderer/state/license-lines.ts';
import { linesOfMachines } from '../../../renderer/state/machine-lines.ts';
import {
  floatingOf,
  needsBeside,
  needsOf,
  outlookOf,
  seatsOf,
  seatsOfPlans,
} from '../../../renderer/state/overview.ts';
import { axisOf, runwayOfMachines, runwayOfManager, runwayOfMine } from '../../../renderer/state/runway.ts';
import { here, ingrid, leaseOn, pictureRows, pictureTime as now } from '../../support/fake-api/data.ts';
import { pictureMachines } from '../../support/fake-api/machines.ts';

const around = { machine: here.id, now };
const rowOf = (id: string) => pictureRows().find((row) => row.id === id)!;
const lines = linesOfMine(pictureRows(), around);
const machines = linesOfMachines(pictureMachines(), now);

it('O1: the Overview is another one for whoever belongs nowhere, uses, takes and manages', () => {
  expect(outlookOf(null)).toBe('nowhere');
  expect(Role.options.map(outlookOf)).toEqual(['user', 'user', 'taker', 'manager', 'manager']);
});

it('O1: somebody is needed for what ended lately and what ends soon, once per license, first things first', () => {
  expect(needsOf(lines, now).map(({ why, line }) => [why, line.row.id])).toEqual([
    ['ended', 'L-director'],
    ['license-ends', 'L-artist'],
  ]);
  expect(needsOf(lines, now + 40 * day).some(({ why }) => why === 'ended')).toBe(false);
});

it('O1: an unassign grace is named by its own reason', () => {
  const grace = leaseOn(here.name, ingrid, 'L-xr', { unassignGraceEndsAt: now + hour });
  const [need] = needsOf(linesOfMine([{ ...rowOf('L-xr'), leases: [grace] }], around), now);
  expect(need).toMatchObject({ why: 'unassigned', at: now + hour });
});

it('O1: what ends in the organization stands once: managers have a card for it', () => {
  const needs = needsOf(lines, now);
  const { organization } = rowOf('L-artist');
  expect(needsBeside(needs, organization.id).map(({ why }) => why)).toEqual(['ended']);
  expect(needsBeside(needs, 'O-another')).toEqual(needs);
});

it('O1: my licenses stand with the machine they run on, those in use before those that are idle; what is over is left out', () => {
  const mine = runwayOfMine(linesOfMine([rowOf('L-arvs'), rowOf('L-director'), rowOf('L-artist')], around));
  expect(mine.map(({ name, machine }) => [name, machine])).toEqual([
    ['Graphics Artist', 'GFX-ARTIST-07'],
    ['Graphics AR/VS', null],
  ]);
});

it('O1: managers see their own seats first, then every other by its end, each once', () => {
  const all = runwayOfMachines(machines, now);
  const own = all.slice(2, 3);
  const seen = runwayOfManager(own, all);
  expect(seen[0]).toBe(own[0]);
  expect(seen).toHaveLength(all.length);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(all.length);
  const ends = all.map(({ renews, leasedUntil, endsAt }) =>
    Math.min(renews ? Infinity : (leasedUntil ?? Infinity), endsAt ?? Infinity),
  );
  expect(ends).toEqual(ends.toSorted((a, b) => (a === b ? 0 : a - b)));
  expect(all.filter(({ isSoon }) => isSoon).length).toBeGreaterThan(0);
});

it('O1: the axis ends within eight months', () => {
  expect(axisOf(runwayOfMachines(machines, now), now).to - now).toBeLessThanOrEqual(240 * day);
  expect(axisOf([], now).to).toBe(now + 60 * day);
});

it('O1: licenses with several seats, and plans, stand with the fullest first', () => {
  expect(seatsOf(pictureRows()).map(({ id }) => id)).toEqual(['L-xr', 'L-cg', 'L-artist']);
  const plan = (edition: string, online: number, offline: number, seats: number) => ({
    product: { id: 'graphics', name: 'Graphics', glyph: 'layers' as const },
    edition: { id: edition, name: edition.toUpperCase() },
    licenses: 1,
    over: 0,
    seats,
    inUse: { online, offline },
    assignees: 0,
    unassigned: 0,
    nextEnd: null,
  });
  const seats = seatsOfPlans([plan('cg', 1, 0, 4), plan('xr', 2, 1, 4), plan('old', 0, 0, 0)]);
  expect(seats.map(({ name, used, seats: all }) => [name, used, all])).toEqual([
    ['Graphics XR', 3, 4],
    ['Graphics CG', 1, 4],
  ]);
});

it('O1: free to take is what floats, is free, is of this organization and not taken by me already', () => {
  const xr = { ...rowOf('L-xr'), kind: 'floating' as const };
  const { organization } = xr;
  const rows = [
    xr,
    { ...xr, id: 'L-named', kind: 'named' as const },
    { ...xr, id: 'L-full', availability: 'in-use' as const },
    { ...xr, id: 'L-mine', leases: [leaseOn('FB-1', ingrid, 'L-mine')] },
    { ...xr, id: 'L-other', organization: { id: 'O-another', name: 'Another' } },
    { ...xr, id: 'L-more', seats: xr.seats + 3 },
  ];
  expect(floatingOf(rows, organization.id).map(({ id }) => id)).toEqual(['L-more', 'L-xr']);
});
