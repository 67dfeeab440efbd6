import { Role } from '#shared/models/role.ts';
import { TeamState, type TeamSort, type TeamTotals } from '#shared/models/team.ts';
import type { Moment } from '#shared/models/time.ts';
import { wordsOf } from './words.ts';

/** What is known of a line before its licenses are looked up. */
export interface TeamFacts {
  kind: 'person' | 'invitation' | 'former';
  id: string;
  /** In the account; of an invitation its address. */
  name: string;
  email: string;
  called: string | null;
  role: Role;
  /** When they joined, were invited or removed. */
  since: Moment;
  /** Of a person. */
  isVerified: boolean;
  /** Of an invitation. */
  expiresAt: Moment | null;
}

export interface TeamWanted {
  find?: string | undefined;
  role?: Role | undefined;
  states?: readonly TeamState[] | undefined;
  sort: TeamSort;
  descending: boolean;
  offset: number;
  limit: number;
}

export const stateOfLine = ({ kind, isVerified, expiresAt }: TeamFacts, now: Moment): TeamState => {
  if (kind === 'former') return 'removed';
  if (kind === 'invitation') return (expiresAt ?? 0) > now ? 'pending' : 'expired';
  return isVerified ? 'verified' : 'unverified';
};

/**
 * One page of the list, and how many there are of each state among all that was searched for.
 * `licenses`: names of the licenses of a line, as far as the search may be about them.
 */
export function pageOfTeam<Line extends TeamFacts>(
  lines: readonly Line[],
  wanted: TeamWanted,
  licenses: ReadonlyMap<string, string>,
  now: Moment,
): { lines: Line[]; total: number; totals: TeamTotals } {
  const words = wordsOf(wanted.find);
  const searched = lines.filter(
    (line) => (wanted.role === undefined || line.role === wanted.role) && hasAll(line, words, licenses.get(line.id)),
  );
  const totals: TeamTotals = { verified: 0, unverified: 0, pending: 0, expired: 0, removed: 0 };
  const states = new Set<TeamState>(wanted.states ?? TeamState.options.filter((state) => state !== 'removed'));
  const listed = searched.filter((line) => {
    const state = stateOfLine(line, now);
    totals[state] += 1;
    return states.has(state);
  });
  const order = orders[wanted.sort];
  const way = wanted.descending ? -1 : 1;
  const sorted = listed.toSorted((a, b) => way * order(a, b) || byName(a, b) || (a.id < b.id ? -1 : 1));
  return { lines: sorted.slice(wanted.offset, wanted.offset + wanted.limit), total: listed.length, totals };
}

function hasAll({ name, email, called }: TeamFacts, words: readonly string[], licenses = ''): boolean {
  if (words.length === 0) return true;
  const all = `${called ?? ''}\n${name}\n${email}\n${licenses}`.toLowerCase();
  return words.every((word) => all.includes(word));
}

const collator = new Intl.Collator('en', { numeric: true });
/** As they are called here: that is what the list shows first. */
const byName = (a: TeamFacts, b: TeamFacts) => collator.compare(a.called ?? a.name, b.called ?? b.name);

const kinds = { invitation: 0, person: 1, former: 2 } as const;
const roles = Role.options.toReversed();

/** The most powerful and the oldest first. */
const orders: Record<TeamSort, (a: TeamFacts, b: TeamFacts) => number> = {
  state: (a, b) => kinds[a.kind] - kinds[b.kind],
  name: byName,
  role: (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role),
  joined: (a, b) => a.since - b.since,
};
