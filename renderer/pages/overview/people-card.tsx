import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { Membership } from '#shared/models/person.ts';
import type { TeamTotals } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import type { Resource } from '../../state/resource.ts';
import { QuickInvite } from './quick-invite.tsx';
import css from './managed.module.css';

const words = text.window.overview;

interface PeopleCardProps {
  membership: Membership;
  people: Resource<TeamTotals> & { refresh: () => Promise<void> };
}

/** How many people there are, each figure with the list behind it; and one field that invites more. */
export function PeopleCard({ membership, people: { value, failure, refresh } }: PeopleCardProps) {
  return (
    <Card
      title={words.people}
      aside={
        <Anchor component={Link} href="/team">
          {words.toTeam}
        </Anchor>
      }
    >
      {value && <Figures totals={value} />}
      {!value && (failure ? <FailureNote failure={failure} /> : <LoadingState />)}
      <QuickInvite membership={membership} onInvited={refresh} />
    </Card>
  );
}

function Figures({ totals: { verified, unverified, pending, expired } }: { totals: TeamTotals }) {
  const figures = [
    { href: '/team', label: words.members(verified + unverified), shown: true },
    { href: '/team?state=unverified', label: words.unverified(unverified), shown: unverified > 0 },
    { href: '/team?state=pending', label: words.pending(pending), shown: pending > 0 },
    { href: '/team?state=expired', label: words.expired(expired), shown: expired > 0 },
  ];
  return (
    <ul className={css.figures}>
      {figures
        .filter(({ shown }) => shown)
        .map(({ href, label }) => (
          <li key={href}>
            <Link href={href}>{label}</Link>
          </li>
        ))}
    </ul>
  );
}
