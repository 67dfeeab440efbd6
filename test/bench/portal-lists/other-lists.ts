import type { MeasuredList } from './list.ts';
import { personId } from './sizes.ts';

const afterThird = (call: number) => `0 ${['GFX', 'OB', 'RENDER'][call % 3]}-2000`;

const plan = { product: 'graphics', edition: 'xr' };

/** People, products, machines, the audit log, and what there are few of. */
export const otherLists: readonly MeasuredList[] = [
  {
    what: 'team.list',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).team.list({ organization }),
  },
  {
    what: 'team.show',
    ask: ({ cloud, organization, manager }, call) =>
      cloud.as(manager).team.show({ organization, person: personId(call) }),
  },
  {
    what: 'team.list, a search in names and licenses',
    ask: ({ cloud, organization, manager }, call) =>
      cloud
        .as(manager)
        .team.list({ organization, find: ['jo graphics', 'berg', 'a', 'nowhere'][call % 4], sort: 'name' }),
  },
  {
    what: 'team.list, the last page by role',
    ask: ({ cloud, organization, manager }) =>
      cloud.as(manager).team.list({ organization, sort: 'role', offset: 4_900, limit: 200 }),
  },
  {
    what: 'team.licenses, a search',
    ask: ({ cloud, organization, manager }, call) =>
      cloud
        .as(manager)
        .team.licenses({ organization, find: ['graphics', 'xr', 'L-0', ''][call % 4] ?? '', person: personId(call) }),
  },
  {
    what: 'team.previewInvite, 200 addresses',
    ask: ({ cloud, organization, manager }, call) =>
      cloud.as(manager).team.previewInvite({
        organization,
        addresses: Array.from({ length: 200 }, (_, at) => `somebody.${call}.${at}@northlight.example`),
      }),
  },
  {
    what: 'team.offers',
    ask: ({ cloud, manager }) => cloud.as(manager).team.offers({}),
  },
  {
    what: 'a part of peopleFile.export',
    ask: ({ cloud, organization, manager }, call) =>
      cloud.as(manager).peopleFile.export({ organization, offset: (call % 10) * 500 }),
  },
  {
    what: 'product.list',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).product.list({ organization }),
  },
  {
    what: 'product.licenses',
    ask: ({ cloud, organization, manager }, call) =>
      cloud.as(manager).product.licenses({ organization, ...plan, offset: (call % 10) * 50 }),
  },
  {
    what: 'product.assignees',
    ask: ({ cloud, organization, manager }, call) =>
      cloud.as(manager).product.assignees({ organization, ...plan, offset: (call % 10) * 50 }),
  },
  {
    what: 'product.usage, 90 days',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).product.usage({ organization, ...plan }),
  },
  {
    what: 'notification.list',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).notification.list({ organization }),
  },
  {
    what: 'machine.list',
    ask: ({ cloud, organization, manager }, call) =>
      cloud.as(manager).machine.list({ organization, limit: 500, ...(call % 4 > 0 && { after: afterThird(call) }) }),
  },
  {
    what: 'machine.summary, of the sidebar and the Overview',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).machine.summary({ organization }),
  },
  {
    what: 'room.list',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).room.list({ organization }),
  },
  {
    what: 'audit.list',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).audit.list({ organization }),
  },
  {
    what: 'audit.list, words that are nowhere',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).audit.list({ organization, text: 'nowhere at all' }),
  },
];
