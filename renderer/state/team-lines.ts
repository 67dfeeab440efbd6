import type { Lease } from '#shared/models/license.ts';
import { mayHandle, Role } from '#shared/models/role.ts';
import type { TeamEntry, TeamInvitation, TeamPerson, TeamState, TeamTotals } from '#shared/models/team.ts';
import { day } from '#shared/models/time.ts';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import { text } from '#shared/text/index.ts';
import type { Standing } from './tally.ts';

const words = text.window.team;

/** Invitations live for 15 days, so "soon" is shorter than for a license. */
const soonBefore = 2 * day;

/** Somebody of the organization, who is invited to it, or who was there. */
export interface TeamLine<Entry extends TeamEntry = TeamEntry> {
  id: string;
  /** As they are called here. */
  name: string;
  /** The name in their account, where it is another one. */
  account: string | null;
  role: Role;
  entry: Entry;
  standing: Standing;
}

export const idOfEntry = (entry: TeamEntry): string => (entry.kind === 'invitation' ? entry.id : entry.person.id);

export function lineOf<Entry extends TeamEntry>(entry: Entry, now: number): TeamLine<Entry> {
  const own = entry.kind === 'invitation' ? entry.email : entry.person.name;
  const { called } = entry;
  return {
    id: idOfEntry(entry),
    name: called ?? own,
    account: called === null || called === own ? null : own,
    role: entry.role,
    entry,
    standing: standingOf(entry, now),
  };
}

/** Whether a line is about somebody of this kind. */
export const isLineOf = <Kind extends TeamEntry['kind']>(
  line: TeamLine,
  kind: Kind,
): line is TeamLine<Extract<TeamEntry, { kind: Kind }>> => line.entry.kind === kind;

function standingOf(entry: TeamEntry, now: number): Standing {
  if (entry.kind === 'person') return standingOfPerson(entry);
  if (entry.kind === 'invitation') return standingOfInvitation(entry, now);
  return { tally: 'free', word: words.states.removed };
}

const standingOfPerson = ({ isVerified }: TeamPerson): Standing =>
  isVerified
    ? { tally: 'held', icon: 'check', word: words.states.verified }
    : { tally: 'free', word: words.states.unverified };

/** Past its end its link is dead: it can be sent again. */
function standingOfInvitation({ expiresAt }: TeamInvitation, now: number): Standing {
  if (expiresAt <= now) return { tally: 'ended', word: words.states.expired };
  if (expiresAt - now < soonBefore) return { tally: 'soon', word: words.states.endsSoon };
  return { tally: 'held', icon: 'sent', word: words.states.pending };
}

const statesOf: Record<TeamEntry['kind'], readonly TeamState[]> = {
  invitation: ['pending', 'expired'],
  person: ['verified', 'unverified'],
  former: ['removed'],
};

/** How many there are of each kind, where only one state may be listed. */
export function countsOf(totals: TeamTotals | null, only?: TeamState): Record<TeamEntry['kind'], number> {
  const count = (kind: TeamEntry['kind']) =>
    statesOf[kind].reduce((sum, state) => sum + (only === undefined || only === state ? (totals?.[state] ?? 0) : 0), 0);
  return { invitation: count('invitation'), person: count('person'), former: count('former') };
}

/** The roles that somebody with this role may give, of those that the organization uses. */
export const rolesToGive = (mine: Role, used: readonly Role[] = Role.options): Role[] =>
  used.filter((role) => mayHandle(mine, role));

/** The people that are marked, as far as they are in the list. */
export const markedOf = (lines: readonly TeamLine[], marked: ReadonlySet<string>): TeamPerson[] =>
  lines.flatMap(({ id, entry }) => (entry.kind === 'person' && marked.has(id) ? [entry] : []));

/** Whether whoever looks may remove somebody from here; oneself one leaves. */
export const mayRemove = ({ id, role, entry }: TeamLine, mine: Role, me: string): boolean =>
  entry.kind === 'person' && id !== me && mayHandle(mine, role);

/** So many addresses can be invited in one go. */
export const mostAddresses = 200;
/** So many people can be removed in one go. */
export const mostRemoved = 100;

const { states } = text.window.machines;
const seatWords = text.window.license;

/** How a seat of a person is doing, on whatever machine it is. */
export function standingOfTeamLease(
  { mode, leaseEndsAt, unassignGraceEndsAt }: Pick<Lease, 'mode' | 'leaseEndsAt' | 'unassignGraceEndsAt'>,
  licenseEndsAt: number | null,
  now: number,
): Standing {
  if (leaseEndsAt <= now) return { tally: 'ended', word: states.ended };
  if (unassignGraceEndsAt !== null) return { tally: 'soon', word: states.unassigned };
  if (endsSoon(licenseEndsAt, now)) return { tally: 'soon', word: states.endsSoon };
  if (mode === 'offline' && endsSoon(leaseEndsAt, now)) return { tally: 'soon', word: states.renewSoon };
  return mode === 'offline'
    ? { tally: 'held', icon: 'lock', word: seatWords.offline }
    : { tally: 'on', word: seatWords.online };
}
