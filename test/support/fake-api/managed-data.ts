import type { Lease, LicenseRow } from '#shared/models/license.ts';
import { day } from '#shared/models/time.ts';
import { people } from './carried.ts';
import { leaseOn, manyRows, pictureTime } from './data.ts';

const everybody = Object.values(people);

/** Licenses as a studio has them: named and floating, in use, offline, ended, unassigned. */
export const managedRows = (count: number): LicenseRow[] =>
  manyRows(count).map((row, at) => {
    const isNamed = at % 3 !== 0;
    const seats = isNamed ? 1 : row.seats;
    const person = everybody[at % everybody.length] ?? null;
    const isAssigned = isNamed && at % 5 !== 1 && person !== null;
    const leases = at % 4 === 0 ? [leaseOf(row, at, person)] : [];
    return {
      ...row,
      kind: isNamed ? 'named' : 'floating',
      seats,
      trial: at % 17 === 0,
      endsAt: endOf(at),
      assignees: isAssigned ? everybody.slice(at % 3, (at % 3) + 1 + (at % 2)) : [],
      leases,
      availability: at % 11 === 10 ? 'ended' : leases.length >= seats ? 'in-use' : 'free',
      overlaps: { count: 0, limit: seats },
    };
  });

function leaseOf(row: LicenseRow, at: number, person: Lease['person']): Lease {
  const isOffline = at % 24 === 0;
  return leaseOn(`RENDER-${String(at).padStart(4, '0')}`, person, row.id, {
    mode: isOffline ? 'offline' : 'online',
    ...(isOffline && { leaseEndsAt: pictureTime + 20 * day, releasable: 'no' as const }),
  });
}

function endOf(at: number): number | null {
  if (at % 11 === 10) return pictureTime - (1 + (at % 40)) * day;
  if (at % 7 === 3) return pictureTime + (1 + (at % 13)) * day;
  return at % 5 === 0 ? null : pictureTime + (20 + (at % 500)) * day;
}
