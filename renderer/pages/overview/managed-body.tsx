import { Anchor } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { linesOfMachines } from '../../state/machine-lines.ts';
import { machineNeedsOf, needsBeside, seatsOfPlans } from '../../state/overview.ts';
import { runwayOfMachines, runwayOfManager } from '../../state/runway.ts';
import { useFleet } from '../../state/use.tsx';
import { EndsCard } from './ends-card.tsx';
import { ExamplesCard } from './examples-card.tsx';
import { NeedsCard } from './needs-card.tsx';
import { NewsCard } from './news-card.tsx';
import { OrganizationsCard } from './organizations-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { Runway } from './runway.tsx';
import { SeatsCard } from './seats-card.tsx';
import { UnassignedCard } from './unassigned-card.tsx';
import { useManagedOverview } from './use-managed.ts';
import { useOwn } from './use-own.ts';
import { useReleases } from './use-releases.ts';
import type { BodyProps } from './user-body.tsx';
import css from './overview.module.css';

const words = text.window.overview;

/** The Overview of a manager: their own, and their organization in totals and first lines. */
export function ManagedBody({ rows, membership, now, zone }: BodyProps & { membership: Membership }) {
  const { organization } = membership;
  const own = useOwn(rows, now);
  const { machines, foremost } = useFleet();
  const lines = useMemo(() => linesOfMachines(foremost, now), [foremost, now]);
  const { people, unassigned, ends, ended, plans } = useManagedOverview(organization.id);
  const { shelf, news, examples } = useReleases();
  const runway = runwayOfManager(own.runway, runwayOfMachines(lines, now));
  const seats = seatsOfPlans(plans.value ?? []);
  return (
    <>
      <div className={css.stack}>
        <Runway
          title={words.runway}
          lines={runway}
          none={`${words.runwayEmptyTitle}. ${words.runwayEmptyBody}`}
          all={{ href: '/machines', label: words.showMachines(machines) }}
          now={now}
          zone={zone}
        />
        <EndsCard ends={ends} now={now} zone={zone} />
        {shelf && <NewsCard shelf={shelf} news={news} zone={zone} />}
        <OrganizationsCard />
      </div>
      <div className={css.stack}>
        <NeedsCard
          needs={needsBeside(own.needs, organization.id)}
          machines={machineNeedsOf(lines)}
          ended={ended.value ?? []}
          now={now}
          zone={zone}
        />
        <PeopleCard key={organization.id} membership={membership} people={people} />
        <UnassignedCard unassigned={unassigned} zone={zone} />
        {seats.length > 0 && (
          <SeatsCard
            seats={seats}
            aside={
              <Anchor component={Link} href="/products">
                {text.window.products.title}
              </Anchor>
            }
          />
        )}
        {examples.length > 0 && <ExamplesCard examples={examples} />}
      </div>
    </>
  );
}
