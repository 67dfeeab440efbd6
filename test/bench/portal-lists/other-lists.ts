import type { MeasuredList } from './list.ts';
import { personId } from './sizes.ts';

const afterThird = (call: number) => `0 ${['GFX', 'OB', 'RENDER'][call % 3]}-2000`;

/** People, machines and the audit log. */
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
