import { Button, SegmentedControl, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMail, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { FilterField } from '../../parts/filter-field.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { createResource } from '../../state/resource.ts';
import { useApi, useResource, useStores, useZone } from '../../state/use.tsx';
import { Letter } from './letter.tsx';
import css from './outbox.module.css';

const words = text.window.portal.outbox;
/** Milliseconds without a key before it is looked for. */
const pause = 200;

/** The mails an embedded cloud would have sent: newest first, searched by the cloud. */
export function OutboxPage() {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const zone = useZone();
  const [, go] = useLocation();
  const [query, setQuery] = useState('');
  const [looked] = useDebouncedValue(query.trim(), pause);
  const [store] = useState(() => {
    let wanted = '';
    const mails = createResource(() => cloud.outbox.list({ words: wanted }), explain, now);
    return { mails, look: (typed: string) => ((wanted = typed), void mails.refresh()) };
  });
  const mails = useResource(store.mails);
  useEffect(() => {
    if (store.mails.getState().phase !== 'idle') store.look(looked);
  }, [store, looked]);
  const [chosen, choose] = useState<string | null>(null);
  const [form, show] = useState<'html' | 'text'>('html');
  const again = {
    label: text.window.shell.checkAgain,
    run: () => void mails.refresh(),
    busy: mails.phase === 'loading',
  };
  if (!mails.value)
    return mails.failure ? <ErrorState alone failure={mails.failure} action={again} /> : <LoadingState />;
  const mail = mails.value.find(({ id }) => id === chosen) ?? mails.value[0];
  if (!mail && looked === '')
    return (
      <EmptyState alone icon={<IconMail size={20} stroke={1.75} />} title={words.emptyTitle} action={again}>
        {words.emptyBody}
      </EmptyState>
    );
  return (
    <Page
      title={words.title}
      beside={words.lead}
      actions={
        <>
          <Button onClick={again.run} loading={again.busy}>
            {again.label}
          </Button>
          <Button onClick={() => go('/')}>{text.window.shell.toStart}</Button>
        </>
      }
      flush
    >
      <div className={css.outbox}>
        <div className={css.side}>
          <div className={css.search}>
            <FilterField label={words.search} value={query} onChange={setQuery} />
          </div>
          <ul className={css.mails} aria-label={words.choose}>
            {mails.value.map(({ id, subject, to, sentAt }) => (
              <li key={id}>
                <UnstyledButton
                  className={css.mail}
                  onClick={() => choose(id)}
                  aria-current={id === mail?.id ? 'true' : undefined}
                >
                  <span className={css.subject}>{subject}</span>
                  <span className={css.second}>
                    {to}, {dates.dayAndTime(sentAt, zone)}
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </div>
        {mail ? (
          <article className={css.letter}>
            <div className={css.head}>
              <div className={css.headText}>
                <h2>{mail.subject}</h2>
                <p className={css.second}>
                  {words.to} {mail.to}, {dates.full(mail.sentAt, zone)}
                </p>
              </div>
              <SegmentedControl
                aria-label={words.form}
                value={form}
                onChange={(value) => show(value === 'text' ? 'text' : 'html')}
                data={[
                  { value: 'html', label: words.asHtml },
                  { value: 'text', label: words.asText },
                ]}
              />
            </div>
            <Letter mail={mail} form={form} />
          </article>
        ) : (
          <EmptyState
            icon={<IconSearch size={20} stroke={1.75} />}
            title={words.nothingFound(looked)}
            action={{ label: words.showAll, run: () => setQuery('') }}
          />
        )}
      </div>
    </Page>
  );
}
