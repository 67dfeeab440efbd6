import type { MeasuredList } from './list.ts';
import { personId } from './sizes.ts';

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
    what: 'organization.people',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).organization.people({ organization }),
  },
  {
    what: 'machine.list',
    ask: ({ cloud, organization, manager }) => cloud.as(manager).machine.list({ organization }),
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
