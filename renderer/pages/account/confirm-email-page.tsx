import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ErrorState, FailureNote, LoadingState } from '../../parts/states.tsx';
import { createResource } from '../../state/resource.ts';
import { useAction, useApi, useResource, useStores, useZone } from '../../state/use.tsx';
import css from '../portal/portal.module.css';
import { useFragment } from './use-fragment.ts';

const words = text.window.account.confirmEmail;

/** Where the link to an address leads. Opening it changes nothing (mail scanners open links, too); the button does. */
export function ConfirmEmailPage() {
  const token = useFragment();
  return <Confirm key={token} token={token} />;
}

function Confirm({ token }: { token: string }) {
  const { cloud } = useApi();
  const { explain, now, refreshSession } = useStores();
  const zone = useZone();
  const [, go] = useLocation();
  const [store] = useState(() => createResource(() => cloud.account.showEmailLink({ token }), explain, now));
  const { value: link, failure, refresh, phase } = useResource(store);
  const [done, setDone] = useState<string | null>(null);
  const confirm = useAction(async () => {
    const { purpose, email } = await cloud.account.confirmEmail({ token });
    setDone(purpose === 'verify' ? words.verifiedBody(email) : words.changedBody(email));
    await refreshSession();
  });
  const start = { label: words.toStart, run: () => go('/', { replace: true }) };
  if (done !== null)
    return (
      <div className={css.card} role="status">
        <h1 className={css.title}>{words.doneTitle}</h1>
        <p>{done}</p>
        <div className={css.buttons}>
          <Button size="lg" variant="filled" onClick={start.run}>
            {start.label}
          </Button>
        </div>
      </div>
    );
  const ended = confirm.failure?.code === 'link-ended' ? confirm.failure : failure;
  if (ended)
    return (
      <ErrorState
        alone
        failure={ended}
        title={words.endedTitle}
        action={
          ended.code === 'link-ended'
            ? start
            : { label: text.window.parts.tryAgain, run: () => void refresh(), busy: phase === 'loading' }
        }
      />
    );
  if (!link) return <LoadingState />;
  const isChange = link.purpose === 'change';
  return (
    <div className={css.card}>
      <h1 className={css.title}>{isChange ? words.changeTitle : words.verifyTitle}</h1>
      <p>
        {isChange ? words.changeBody(link.email) : words.verifyBody(link.email)}{' '}
        {words.goodUntil(dates.dayAndTime(link.expiresAt, zone))}
      </p>
      <FailureNote failure={confirm.failure} />
      <div className={css.buttons}>
        <Button size="lg" variant="filled" loading={confirm.busy} onClick={() => void confirm.run()} autoFocus>
          {words.confirm}
        </Button>
      </div>
    </div>
  );
}
