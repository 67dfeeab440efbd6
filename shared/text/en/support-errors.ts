import type { ErrorDetails } from '../../errors.ts';
import type { Explanation } from './errors.ts';

type Code = 'not-here' | 'support-failed';

const later = 'Try again later; in urgent cases use the contact page.';
const tellOperator = 'Tell whoever runs this cloud; in urgent cases use the contact page.';

/** What goes wrong between a cloud and its support site. */
export const supportErrors: { [Each in Code]: (details: ErrorDetails<Each>) => Explanation } = {
  'not-here': ({ url }) => ({
    sentence: 'Tickets are answered in the support site, not here.',
    next: `Open ${url}.`,
  }),
  'support-failed': ({ site, why, retryAfterSeconds = 60 }) =>
    ({
      unreachable: { sentence: `${site} cannot be reached.`, next: later },
      'too-slow': { sentence: `${site} takes too long to answer.`, next: later },
      busy: {
        sentence: `${site} is asked too much just now.`,
        next: `Wait ${retryAfterSeconds} seconds and try again.`,
      },
      refused: { sentence: `${site} does not accept the access of this cloud.`, next: tellOperator },
      'wrong-answer': { sentence: `${site} answers something that cannot be understood.`, next: tellOperator },
      unverified: {
        sentence: `Your e-mail address is not confirmed yet, so ${site} is not asked for tickets under it.`,
        next: 'Confirm your address first; in urgent cases use the contact page.',
      },
    })[why],
};
