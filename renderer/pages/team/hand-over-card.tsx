import { Button } from '@mantine/core';
import { IconCrown } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { may } from '#shared/models/role.ts';
import type { TeamPerson } from '#shared/models/team.ts';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { Card } from '../../parts/page.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import { useKept, useResource } from '../../state/use.tsx';
import { HandOverNotices } from './hand-over-notices.tsx';
import type { TeamPlace } from './team-place.ts';
import { makeOffers } from './offers.ts';
import css from './person.module.css';

const HandOverDialog = lazy(async () => ({ default: (await import('./hand-over-dialog.tsx')).HandOverDialog }));
const words = text.window.person.handOver;

/** An Owner hands the organization over to this person, a Manager; and what was offered already. */
export function HandOverCard({ line, place }: { line: TeamLine<TeamPerson>; place: TeamPlace }) {
  const offers = useKept(makeOffers);
  const { value } = useResource(offers);
  const [asking, ask] = useState(false);
  const { organization } = place;
  if (!may(place.role, 'team.hand-over') || line.role !== 'manager') return null;
  // One at a time.
  const isOffered = value?.some((offer) => offer.organization.id === organization.id) ?? false;
  return (
    <Card title={words.title}>
      <div className={css.stack}>
        <HandOverNotices organization={organization.id} />
        {!isOffered && (
          <>
            <p className={css.quiet}>{words.body(line.name)}</p>
            <Button leftSection={<IconCrown {...icon} />} onClick={() => ask(true)}>
              {words.start}
            </Button>
          </>
        )}
      </div>
      {asking && (
        <Suspense>
          <HandOverDialog
            organization={organization}
            line={line}
            onDone={() => void offers.refresh()}
            onClose={() => ask(false)}
          />
        </Suspense>
      )}
    </Card>
  );
}
