import { IconUsers } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { NotYours } from '../../parts/not-yours.tsx';
import { useManaged, useWho } from '../../state/use.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { TeamList } from './team-list.tsx';

const PersonPage = lazy(async () => ({ default: (await import('./person-page.tsx')).PersonPage }));
const words = text.window.team;

/** The people of the organization and those it has invited, or one of them; for its managers. */
export function TeamPage({ person }: { person: string | undefined }) {
  const managed = useManaged();
  const me = useWho()?.person.id ?? '';
  if (!managed) return <NotYourTeam />;
  const { organization, role } = managed;
  const key = `${organization.id} ${person ?? ''}`;
  return person === undefined ? (
    <TeamList key={key} organization={organization} role={role} me={me} />
  ) : (
    <PersonPage key={key} organization={organization} role={role} me={me} person={person} />
  );
}

/** Whoever manages nothing here may still leave. */
function NotYourTeam() {
  const organization = useWho()?.current?.organization ?? null;
  const [, go] = useLocation();
  const [isLeaving, leave] = useState(false);
  return (
    <NotYours
      words={words}
      icon={IconUsers}
      action={{ label: words.toOverview, run: () => go('/overview') }}
      other={organization ? { label: words.leave, run: () => leave(true) } : undefined}
    >
      {organization && <LeaveDialog organization={organization} opened={isLeaving} onClose={() => leave(false)} />}
    </NotYours>
  );
}
