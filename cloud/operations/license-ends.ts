import type { UpcomingEnd } from '#shared/models/license-ends.ts';
import { day } from '#shared/models/time.ts';
import { type CloudParts, placeOf } from '../context.ts';
import type { EndAhead } from '../rules/ends.ts';
import { leaseEnds, licenseEnds } from '../store/queries/ends.ts';
import { os } from './base.ts';

/** What ends soon in an organization, for its managers. */
export function licenseEndOperations({ store, clock }: Pick<CloudParts, 'store' | 'clock'>) {
  return {
    ends: os.license.ends.handler(async ({ context, input: { days, limit } }) => {
      const now = clock.now();
      // One more than is asked for tells whether there are more.
      const scope = {
        after: now,
        until: now + days * day,
        of: { organization: placeOf(context).organization },
        limit: limit + 1,
      };
      const ahead: EndAhead[] = [...(await licenseEnds(store.db, scope)), ...(await leaseEnds(store.db, scope))];
      const ends = ahead.toSorted((a, b) => a.endsAt - b.endsAt || (a.id < b.id ? -1 : 1));
      return { ends: ends.slice(0, limit).map(shown), hasMore: ends.length > limit };
    }),
  };
}

function shown(end: EndAhead): UpcomingEnd {
  const { id, license, endsAt } = end;
  if (end.of === 'license') return { of: 'license', id, license, endsAt, seats: end.seats };
  const { licenseEndsAt, machineId, machine, person } = end;
  return { of: 'lease', id, license, endsAt, licenseEndsAt, machine: { id: machineId, name: machine }, person };
}
