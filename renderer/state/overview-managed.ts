import { day } from '#shared/models/time.ts';
import { forgetWhenOthersCome } from './account.ts';
import { createByOrganization } from './by-organization.ts';
import { createResource } from './resource.ts';
import type { Around } from './stores.ts';

/** How far ahead the Overview looks. */
export const daysAhead = 30;
/** So many lines a card of the Overview has. */
export const linesOfCard = 6;
const endedFor = 14 * day;

/**
 * What the managers of an organization see on the Overview: totals and the first few of each, so that it costs the same
 * for a studio of thousands. What somebody else saw here is forgotten when another person comes.
 */
export function makeManaged({ api: { cloud }, explain, now, session }: Around) {
  const each = <T>(load: (organization: string) => Promise<T>) =>
    createByOrganization((organization) => createResource(() => load(organization), explain, now));
  const stores = {
    people: each(async (organization) => (await cloud.team.list({ organization, limit: 1 })).totals),
    unassigned: each((organization) =>
      cloud.license.search({ organization, unassigned: true, sort: 'ends', limit: linesOfCard - 2 }),
    ),
    ends: each((organization) => cloud.license.ends({ organization, days: daysAhead, limit: linesOfCard })),
    /** Licenses that ended lately, the last one first. */
    ended: each(async (organization) => {
      const order = { sort: 'ends', descending: true } as const;
      const { rows } = await cloud.license.search({ organization, state: 'ended', ...order, limit: linesOfCard });
      return rows.flatMap((row) =>
        row.endsAt !== null && row.endsAt > now() - endedFor ? [{ ...row, endsAt: row.endsAt }] : [],
      );
    }),
    plans: each((organization) => cloud.product.list({ organization })),
  };
  forgetWhenOthersCome(session, () => {
    for (const { all } of Object.values(stores)) for (const store of all()) store.clear();
  });
  return stores;
}
