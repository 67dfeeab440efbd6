import { Failure } from '#shared/errors.ts';
import type { RangeEnd } from './run-ports.ts';

/** What went wrong with a source, besides the network. */
export type SourceTrouble = Extract<RangeEnd, { is: 'link-refused' | 'changed' | 'unusable' }> | { is: 'wrong-bytes' };

/** How often a source may go wrong without bringing anything in between. */
const triesOfSource = 5;
const shortestWait = 250;
const longestWait = 15_000;
const longestPatience = 5 * 60_000;

/** How long to wait before trying again: at once at first, then longer and longer. `fraction`: random, so that not all come back together. */
export function waitAfter(strikes: number, fraction: number): number {
  if (strikes <= 1) return 0;
  return Math.min(longestWait, shortestWait * 2 ** (strikes - 2)) * (0.5 + fraction / 2);
}

/** A server may ask for patience, within reason. */
export const patienceFor = (retryAfter: number | null, strikes: number, fraction: number): number =>
  retryAfter === null
    ? Math.max(1_000, waitAfter(strikes + 2, fraction))
    : Math.min(longestPatience, Math.max(shortestWait, retryAfter));

/** What to do about a source that went wrong so many times in a row: ask again without conditions, ask for a new link, or give up. */
export function remedyFor(trouble: SourceTrouble, strikes: number): 'again' | 'renew' | 'give-up' {
  if (strikes > triesOfSource) return 'give-up';
  return trouble.is === 'changed' && strikes === 1 ? 'again' : 'renew';
}

/** The failure of a source that was given up. */
export function sourceFailure(trouble: SourceTrouble, url: string): Failure {
  const { host } = new URL(url);
  if (trouble.is === 'changed' || trouble.is === 'wrong-bytes') return new Failure('source-differs', { host });
  return new Failure('source-unusable', { host, why: trouble.why });
}
