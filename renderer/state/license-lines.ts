import type { Lease, LicenseRow } from '#shared/models/license.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { leaseHere, type Standing, standingOfSeat } from './tally.ts';

interface Named {
  product: { name: string };
  edition: { name: string };
}
/** How a license is called. */
export const nameOf = ({ product, edition }: Named): string => `${product.name} ${edition.name}`;

/** One line of a list of licenses: a seat in use, or what is left of the license. */
export interface Line {
  id: string;
  row: LicenseRow;
  lease: Lease | null;
  standing: Standing;
}

interface Around {
  machine: string | null;
  now: number;
}

/** My licenses: a line for each seat that is mine or on this machine, else one for the license. */
export const linesOfMine = (rows: readonly LicenseRow[], around: Around): Line[] =>
  rows.flatMap((row) => {
    const seats = row.leases.filter(({ isMine, machine }) => isMine || machine.id === around.machine);
    return seats.length > 0 ? seats.map((lease) => line(row, lease, around)) : [line(row, null, around)];
  });

const line = (row: LicenseRow, lease: Lease | null, { machine, now }: Around): Line => ({
  id: lease?.id ?? row.id,
  row,
  lease,
  standing: standingOfSeat(row, lease, machine, now),
});

export type LineGroup = 'needs' | 'used' | 'idle';

/** What needs a person comes first, then what runs, then what does not. */
export const lineGroups: readonly LineGroup[] = ['needs', 'used', 'idle'];

/** Where a line belongs. */
export function groupOf({ lease, standing }: Line): LineGroup {
  if (standing.tally === 'soon') return 'needs';
  return lease ? 'used' : 'idle';
}

/** Whether every word of a query is in the license, its organization, a machine or a person. */
export function matches(query: string, row: LicenseRow, leases: readonly Lease[] = row.leases): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const people = leases.flatMap(({ person, machine }) => [person?.name ?? '', machine.name]);
  const all = [nameOf(row), row.organization.name, ...people].join(' ').toLowerCase();
  return words.every((word) => all.includes(word));
}

/** A lease of this person, elsewhere, that stands in the way of a seat here; or one a Manager may free. */
export function seatToFree(row: LicenseRow, machine: string | null): Lease | null {
  const others = row.leases.filter((lease) => lease.machine.id !== machine && lease.mode === 'online');
  return (
    others.find(({ isMine, releasable }) => isMine && releasable !== 'no') ??
    others.toSorted((a, b) => a.lastSeenAt - b.lastSeenAt).find(({ releasable }) => releasable !== 'no') ??
    null
  );
}

/** Whether this machine runs on it already, as the machine itself knows; a lease that has ended is to be had anew. */
export const runsHere = ({ id }: Pick<LicenseRow, 'id'>, held: readonly HeldLease[]): boolean =>
  held.some(({ license, standing }) => license === id && standing !== 'ended');

/** The lease of this machine that a pick would take the place of: the same product by another license (L9). */
export const replacedBy = (
  { id, product }: { id: string; product: { id: string } },
  held: readonly HeldLease[],
): HeldLease | null => held.find((lease) => lease.product.id === product.id && lease.license !== id) ?? null;

/** Whether Enter takes a seat of it for this machine. */
export const canPick = (row: LicenseRow, machine: string | null): boolean =>
  row.availability === 'free' && leaseHere(row, machine) === null;

/** Whether this machine may take a seat of it offline: a free one, or the one it has. */
export function canGoOffline(row: LicenseRow, machine: string | null): boolean {
  const here = leaseHere(row, machine);
  return here ? here.mode === 'online' && here.unassignGraceEndsAt === null : canPick(row, machine);
}

/** What can be done with a line of my licenses; `machine` is null in the portal, where nothing can be taken. */
export function actsOf({ row, lease }: Line, machine: string | null) {
  const isHere = lease !== null && lease.machine.id === machine;
  const isOffline = isHere && lease.mode === 'offline';
  return {
    activate: machine !== null && lease === null && canPick(row, machine),
    offline: machine !== null && (lease === null || isHere) && canGoOffline(row, machine),
    /** Of a lease that is offline here: a later end, online again, or given back. */
    renew: isOffline,
    change: isHere && !isOffline,
    release: lease?.mode === 'online' && (isHere || lease.releasable !== 'no'),
  };
}

/** What going offline is asked about. */
export const offerOf = (row: LicenseRow) => ({
  license: row.id,
  name: nameOf(row),
  organization: row.organization.id,
  endsAt: row.endsAt,
});
