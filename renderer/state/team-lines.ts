import type { LicenseRow } from '#shared/models/license.ts';
import type { TeamInvitation, TeamLicense, TeamPerson } from '#shared/models/team.ts';
import { mayHandle, Role } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { endsSoon, type Standing } from './tally.ts';

const words = text.window.team;
const { roles } = text.window.shell;

/** Invitations live for 15 days, so "soon" is shorter than for a license. */
const soonBefore = 2 * day;

/** Somebody of the organization, or somebody who is invited to it. */
export type TeamLine =
  | { kind: 'person'; id: string; name: string; role: Role; member: TeamPerson; standing: Standing }
  | { kind: 'invitation'; id: string; name: string; role: Role; invitation: TeamInvitation; standing: Standing };

/** Which of them are listed. */
export const teamShows = ['all', 'members', 'pending'] as const;
export type TeamShow = (typeof teamShows)[number];

export interface Team {
  people: readonly TeamPerson[];
  invitations: readonly TeamInvitation[];
}

/** Open invitations first: somebody may have to send them again. Then the people, by name. */
export const linesOfTeam = ({ people, invitations }: Team, now: number): TeamLine[] => [
  ...invitations.map(
    (invitation): TeamLine => ({
      kind: 'invitation',
      id: invitation.id,
      name: invitation.email,
      role: invitation.role,
      invitation,
      standing: standingOfInvitation(invitation, now),
    }),
  ),
  ...people.map(
    (member): TeamLine => ({
      kind: 'person',
      id: member.person.id,
      name: member.person.name,
      role: member.role,
      member,
      standing: standingOfPerson(member),
    }),
  ),
];

export const standingOfPerson = ({ isVerified }: TeamPerson): Standing =>
  isVerified
    ? { tally: 'held', icon: 'check', word: words.states.verified }
    : { tally: 'free', word: words.states.unverified };

/** Past its end its link is dead: it can be sent again. */
export function standingOfInvitation({ expiresAt }: TeamInvitation, now: number): Standing {
  if (expiresAt <= now) return { tally: 'ended', word: words.states.ended };
  if (expiresAt - now < soonBefore) return { tally: 'soon', word: words.states.endsSoon };
  return { tally: 'held', icon: 'sent', word: words.states.pending };
}

export const isShown = (line: TeamLine, show: TeamShow): boolean =>
  show === 'all' || (show === 'pending') === (line.kind === 'invitation');

/** Whether every word of a query is in the name, the address, the role, the licenses or the state. */
export function matchesTeam(query: string, line: TeamLine): boolean {
  const more =
    line.kind === 'person'
      ? [line.member.person.email, ...line.member.licenses.names]
      : line.invitation.licenses.map(({ name }) => name);
  const all = [line.name, roles[line.role], line.standing.word, ...more].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** The roles that somebody with this role may give. */
export const rolesToGive = (mine: Role): Role[] => Role.options.filter((role) => mayHandle(mine, role));

/** Which of the people that are marked are still in the list. */
export const markedOf = (lines: readonly TeamLine[], marked: ReadonlySet<string>) =>
  lines.flatMap((line) => (line.kind === 'person' && marked.has(line.id) ? [line.member] : []));

/** Whether whoever looks may remove somebody from here; oneself one leaves. */
export const mayRemove = (line: TeamLine, mine: Role, me: string): boolean =>
  line.kind === 'person' && line.id !== me && mayHandle(mine, line.role);

/** So many addresses can be invited in one go. */
export const mostAddresses = 200;

/** The licenses that can be promised to whoever accepts. */
export const licensesToPromise = (rows: readonly LicenseRow[], organization: string): LicenseRow[] =>
  rows.filter(
    (row) => row.organization.id === organization && row.availability !== 'ended' && row.availability !== 'revoked',
  );

const { states } = text.window.machines;
const seatWords = text.window.license;

/** How a seat of a person is doing, on whatever machine it is. */
export function standingOfTeamLease(
  { mode, leaseEndsAt, unassignGraceEndsAt }: TeamLicense['leases'][number],
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
