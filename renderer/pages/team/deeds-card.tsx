import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { createResource } from '../../state/resource.ts';
import { useApi, useNow, useResource, useStores, useZone } from '../../state/use.tsx';
import css from './person.module.css';

const words = text.window.person;
const most = 8;

/** What somebody did last in this organization, from its audit log (T10). */
export function DeedsCard({ person, organization }: { person: string; organization: string }) {
  const { cloud } = useApi();
  const { explain, now: clock } = useStores();
  const [store] = useState(() =>
    createResource(() => cloud.audit.list({ organization, person, limit: most }), explain, clock),
  );
  const { value, failure } = useResource(store);
  const now = useNow(60_000);
  const zone = useZone(organization);
  return (
    <Card
      title={words.deeds}
      aside={
        <Anchor component={Link} href={`/organization/audit?person=${encodeURIComponent(person)}`}>
          {words.allDeeds}
        </Anchor>
      }
    >
      {value === null && (failure ? <FailureNote failure={failure} /> : <LoadingState />)}
      {value?.rows.length === 0 && <p className={css.quiet}>{words.noDeeds}</p>}
      <ul className={css.deeds}>
        {value?.rows.map((row) => (
          <li key={row.id}>
            <span className={css.grow}>{text.audit.sentence(row)}</span>
            <time className={css.hint} dateTime={new Date(row.at).toISOString()} title={dates.dayAndTime(row.at, zone)}>
              {dates.relative(row.at, now, zone)}
            </time>
          </li>
        ))}
      </ul>
    </Card>
  );
}
