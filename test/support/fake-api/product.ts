import { Failure } from '#shared/errors.ts';
import type { CloudClient } from '../../../renderer/api/api.ts';
import { day } from '#shared/models/time.ts';
import type { Watched } from './world.ts';

const xr = {
  product: { id: 'graphics', name: 'Graphics', glyph: 'layers' as const },
  edition: { id: 'xr', name: 'XR' },
};

/** Three plans: one busy, one that ends soon, one that is over. */
export const fakeProduct = (world: Watched): CloudClient['product'] => ({
  list: async () => {
    if (world.failing) throw world.failing;
    const now = world.status.now;
    const none = { licenses: 0, over: 0, seats: 0, inUse: { online: 0, offline: 0 }, assignees: 0, unassigned: 0 };
    return [
      {
        ...xr,
        ...none,
        licenses: 4,
        seats: 12,
        inUse: { online: 7, offline: 2 },
        assignees: 18,
        unassigned: 1,
        nextEnd: now + 200 * day,
      },
      {
        ...xr,
        edition: { id: 'cg', name: 'CG' },
        ...none,
        licenses: 1,
        seats: 3,
        assignees: 2,
        nextEnd: now + 9 * day,
      },
      {
        product: { id: 'tracking', name: 'Tracking', glyph: 'target' },
        edition: { id: 'live', name: 'Live' },
        ...none,
        over: 2,
        nextEnd: null,
      },
    ];
  },
  licenses: async ({ offset = 0 }) => {
    const now = world.status.now;
    const licenses = [1, 2, 3, 4].map((at) => ({
      id: `L-${at}`,
      kind: 'floating' as const,
      trial: at === 1,
      seats: 3,
      inUse: 4 - at,
      startsAt: now - 100 * day,
      endsAt: at === 4 ? null : now + at * 200 * day,
    }));
    return { licenses: licenses.slice(offset), total: licenses.length };
  },
  assignees: async ({ offset = 0, limit = 50 }) => {
    const people = [
      'Amara Diallo',
      'Ingrid Aas',
      'Jo Berg',
      'Lena Fischer',
      'Marit Solheim',
      'Noor Haddad',
      'Per Lund',
      'Sindre Moen',
      'Tuva Ek',
      'Yusuf Demir',
    ];
    const assignees = people.map((name, at) => ({
      person: { id: `P-${at}`, name, email: `${name.split(' ')[0]?.toLowerCase()}@northlight.example` },
      licenses: 1 + (at % 2),
      inUse: at % 3 === 0 ? 1 : 0,
    }));
    return { assignees: assignees.slice(offset, offset + limit), total: assignees.length };
  },
  usage: async ({ edition, days = 90 }) => {
    if (edition === 'nothing') throw new Failure('not-found', {});
    return {
      days: Array.from({ length: days }, (_, at) => {
        const moment = world.status.now - (days - 1 - at) * day;
        const weekday = new Date(moment).getUTCDay();
        const busy = weekday === 0 || weekday === 6 ? 2 : 6 + ((at * 7) % 5);
        return {
          day: new Date(moment).toISOString().slice(0, 10),
          peak: edition === 'xr' ? busy : 0,
          seats: at < days / 3 ? 9 : 12,
        };
      }),
    };
  },
});
