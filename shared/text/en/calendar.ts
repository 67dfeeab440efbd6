import { ends, type EndWords } from './ends.ts';

/** What a calendar feed says. */
export const calendar = {
  mine: 'Greenroom: my leases and licenses',
  of: (organization: string) => `Greenroom: ${organization}`,
  unknown:
    'There is no calendar at this address. It may have been given a new one: look in Greenroom, under Calendar feeds.',
  event: (end: EndWords) => ({
    summary: ends.title(end),
    description: `${ends.sentence(end)}\n\n${ends.next[end.of]}`,
  }),
};
