import type { MeasuredList, PortalWorld } from './list.ts';
import { licenseId } from './sizes.ts';

const searches = {
  'as it opens': {},
  'by state': { sort: 'state', descending: true },
  'by whom it is assigned to': { sort: 'assigned' },
  'by its end, those that end soon': { sort: 'ends', state: 'ending-soon' },
  'the last page': { sort: 'in-use', offset: 19_900 },
  'a name': { text: 'chiara dahl' },
  'a machine': { text: 'gfx-0001' },
  'three words': { text: 'graphics jo berg' },
  'words that are nowhere': { text: 'nowhere at all' },
  unassigned: { unassigned: true, kind: 'named' },
  'of one person': { person: 'P-00007' },
} as const;

/** Licenses, for whoever manages them and for whoever uses them. */
const usable = {
  'as it opens': { machine: '0000000000000007' },
  'the last page': { offset: 19_900 },
  'a name': { text: 'graphics xr' },
  'a machine': { text: 'gfx-0001' },
  'words that are nowhere': { text: 'nowhere at all' },
} as const;

export const licenseLists: readonly MeasuredList[] = [
  ...Object.entries(searches).map(([what, search]) => ({
    what: `license.search, ${what}`,
    ask: ({ cloud, organization, manager }: PortalWorld, call: number) =>
      cloud.as(manager).license.search({ organization, offset: (call % 3) * 100, ...search }),
  })),
  {
    what: 'license.searchIds',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).license.searchIds({ organization }),
  },
  {
    what: 'license.summary',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).license.summary({ organization }),
  },
  {
    what: 'license.ends, of the Overview',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).license.ends({ organization, limit: 6 }),
  },
  {
    what: 'a part of license.export',
    ask: ({ cloud, organization, manager }, call) =>
      cloud.as(manager).license.export({ organization, format: 'csv', offset: (call % 20) * 1_000 }),
  },
  {
    what: 'license.show',
    ask: ({ cloud, manager }, call) => cloud.as(manager).license.show({ license: licenseId(call * 3) }),
  },
  {
    what: 'license.mine',
    ask: ({ cloud, collector }, call) => cloud.as(collector).license.mine({ offset: (call % 5) * 100 }),
  },
  ...Object.entries(usable).map(([what, search]) => ({
    what: `license.usable, ${what}`,
    ask: ({ cloud, collector }: PortalWorld) => cloud.as(collector).license.usable(search),
  })),
];
