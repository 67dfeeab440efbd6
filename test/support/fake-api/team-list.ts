import type { CloudClient } from '../../../renderer/api/api.ts';
import { pageOfTeam, type TeamFacts } from '#cloud/rules/team-list.ts';
import type { TeamEntry } from '#shared/models/team.ts';
import type { TeamWorld } from './team.ts';

type List = CloudClient['team']['list'];

/** One page of the people in memory, by the rule of the cloud. */
export function pageOfFakeTeam(
  { people, invitations, former }: TeamWorld,
  wanted: Parameters<List>[0],
  now: number,
): Awaited<ReturnType<List>> {
  const entries: TeamEntry[] = [...people, ...invitations, ...former];
  const lines = entries.map((entry) => ({ ...factsOf(entry), entry }));
  const names = new Map(
    lines.flatMap(({ id, entry }) => {
      if (entry.kind === 'former') return [];
      const all = entry.kind === 'person' ? entry.licenses.names : entry.licenses.map(({ name }) => name);
      return [[id, all.join('\n')] as const];
    }),
  );
  const { sort = 'state', descending = false, offset = 0, limit = 100, ...search } = wanted;
  const page = pageOfTeam(lines, { sort, descending, offset, limit, ...search }, names, now);
  return { entries: page.lines.map(({ entry }) => entry), total: page.total, totals: page.totals };
}

function factsOf(entry: TeamEntry): TeamFacts {
  const { kind, called, role } = entry;
  const common = { kind, called, role, isVerified: false, expiresAt: null };
  if (entry.kind === 'invitation')
    return {
      ...common,
      id: entry.id,
      name: entry.email,
      email: entry.email,
      since: entry.invitedAt,
      expiresAt: entry.expiresAt,
    };
  const { id, name, email } = entry.person;
  if (entry.kind === 'former') return { ...common, id, name, email, since: entry.removedAt };
  return { ...common, id, name, email, since: entry.joinedAt, isVerified: entry.isVerified };
}
