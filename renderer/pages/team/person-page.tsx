import { Button } from '@mantine/core';
import { IconArrowLeft, IconUserOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { createResource } from '../../state/resource.ts';
import { isLineOf, lineOf } from '../../state/team-lines.ts';
import { useApi, useFresh, useNow, useStores } from '../../state/use.tsx';
import { CalledCard } from './called-card.tsx';
import { DeedsCard } from './deeds-card.tsx';
import { EndingCard } from './ending-card.tsx';
import { FilesCard } from './files-card.tsx';
import { HandOverCard } from './hand-over-card.tsx';
import { PersonCard } from './person-card.tsx';
import { PersonLicenses } from './person-licenses.tsx';
import type { TeamPlace } from './team-place.ts';
import css from './person.module.css';

const words = text.window.person;

interface PersonPageProps extends Omit<TeamPlace, 'onChanged'> {
  person: string;
}

/** Everything about one person in this organization, also about who was there (T5-T7, T11, L6). */
export function PersonPage({ organization, role, me, person }: PersonPageProps) {
  const { cloud } = useApi();
  const { explain, now: clock } = useStores();
  const [store] = useState(() =>
    createResource(() => cloud.team.show({ organization: organization.id, person }), explain, clock),
  );
  const { value, failure } = useFresh(store);
  const now = useNow(60_000);
  const [, go] = useLocation();
  const place = useMemo(
    (): TeamPlace => ({ organization, role, me, onChanged: store.refresh }),
    [organization, role, me, store],
  );
  const toTeam = { label: words.toTeam, run: () => go('/team') };
  if (!value) {
    return (
      <Page title={text.window.team.title}>
        {failure?.code === 'not-found' && (
          <EmptyState icon={<IconUserOff size={20} stroke={1.75} />} title={words.gone} action={toTeam}>
            {words.goneBody}
          </EmptyState>
        )}
        {failure && failure.code !== 'not-found' && (
          <ErrorState
            failure={failure}
            title={words.failed}
            action={{ label: text.window.parts.tryAgain, run: () => void store.refresh() }}
            other={toTeam}
          />
        )}
        {!failure && <LoadingState />}
      </Page>
    );
  }
  const line = lineOf(value.entry, now);
  return (
    <Page
      title={line.name}
      beside={
        <Tally state={line.standing.tally} icon={line.standing.icon} chip>
          {line.standing.word}
        </Tally>
      }
      actions={
        <Button leftSection={<IconArrowLeft {...icon} />} onClick={() => go('/team')}>
          {words.back}
        </Button>
      }
    >
      <div className={css.cards}>
        <div className={css.column}>
          <PersonLicenses line={line} licenses={value.licenses} place={place} />
          <DeedsCard person={person} organization={organization.id} />
        </div>
        <div className={css.column}>
          <PersonCard line={line} place={place} />
          {isLineOf(line, 'former') && <EndingCard line={line} place={place} />}
          <CalledCard key={`${value.entry.called} ${value.note}`} line={line} note={value.note} place={place} />
          {isLineOf(line, 'person') && <FilesCard line={line} />}
          {isLineOf(line, 'person') && <HandOverCard line={line} place={place} />}
          {isLineOf(line, 'person') && <EndingCard line={line} place={place} />}
        </div>
      </div>
    </Page>
  );
}
