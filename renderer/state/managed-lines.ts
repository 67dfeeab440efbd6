import type { LicenseColumn, ListedLicense } from '#shared/models/license-search.ts';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import { text } from '#shared/text/index.ts';
import type { Standing } from './tally.ts';

const { states } = text.licenseList;

/** How a license is doing, whoever looks. */
export function standingOfListed({ state, endsAt }: Pick<ListedLicense, 'state' | 'endsAt'>, now: number): Standing {
  if (state === 'revoked' || state === 'ended') return { tally: 'ended', word: states[state] };
  if (state === 'not-started') return { tally: 'held', icon: 'lock', word: states[state] };
  if (endsSoon(endsAt, now)) return { tally: 'soon', word: states['ending-soon'] };
  return state === 'in-use'
    ? { tally: 'held', icon: 'user', word: states['in-use'] }
    : { tally: 'free', word: states.free };
}

/** Columns that may be hidden; what a license is and how it is doing always shows. */
export const optionalColumns = ['kind', 'assigned', 'in-use', 'starts', 'ends'] as const satisfies LicenseColumn[];
export type OptionalColumn = (typeof optionalColumns)[number];
export const usualColumns: readonly OptionalColumn[] = ['assigned', 'in-use', 'ends'];
