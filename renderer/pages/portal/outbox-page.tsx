import { Button, UnstyledButton } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { createResource } from '../../state/resource.ts';
import { useApi, useResource, useStores, useZone } from '../../state/use.tsx';
import css from './portal.module.css';

const words = text.window.portal.outbox;

/** The mails an embedded cloud would have sent. */
export function OutboxPage() {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const zone = useZone();
  const [, go] = useLocation();
  const [store] = useState(() => createResource(() => cloud.outbox.list({}), explain, now));
  const mails = useResource(store);
  const [chosen, choose] = useState<string | null>(null);
  const again = {
    label: text.window.shell.checkAgain,
    run: () => void mails.refresh(),
    busy: mails.phase === 'loading',
  };
  if (!mails.value)
    return mails.failure ? <ErrorState alone failure={mails.failure} action={again} /> : <LoadingState />;
  const mail = mails.value.find(({ id }) => id === chosen) ?? mails.value[0];
  if (!mail)
    return (
      <EmptyState alone icon={<IconMail size={20} stroke={1.75} />} title={words.emptyTitle} action={again}>
        {words.emptyBody}
      </EmptyState>
    );
  return (
    <Page
      title={words.title}
      beside={words.lead}
      actions={<Button onClick={() => go('/')}>{text.window.shell.toStart}</Button>}
      flush
    >
      <div className={css.outbox}>
        <ul className={css.mails} aria-label={words.choose}>
          {mails.value.map(({ id, subject, to, sentAt }) => (
            <li key={id}>
              <UnstyledButton
                className={css.mail}
                onClick={() => choose(id)}
                aria-current={id === mail.id ? 'true' : undefined}
              >
                <span className={css.subject}>{subject}</span>
                <span className={css.second}>
                  {to}, {dates.dayAndTime(sentAt, zone)}
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <article className={css.letter}>
          <h2>{mail.subject}</h2>
          <p className={css.second}>
            {words.to} {mail.to}, {dates.full(mail.sentAt, zone)}
          </p>
          <pre className={css.body}>{linked(mail.text)}</pre>
        </article>
      </div>
    </Page>
  );
}

/** Addresses in a mail can be clicked, as in any mail reader. */
const linked = (body: string) =>
  body.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
