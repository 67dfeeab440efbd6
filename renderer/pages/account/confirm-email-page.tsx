import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { useAction, useApi, useStores, useZone } from '../../state/use.tsx';
import css from '../portal/portal.module.css';
import { MailedLink } from './mailed-link.tsx';
import { useFragment } from './use-fragment.ts';

const { account } = text.window;
const words = account.confirmEmail;

/** Where the link to an address leads. Opening it changes nothing; the button does. */
export function ConfirmEmailPage() {
  const token = useFragment();
  return <Confirm key={token} token={token} />;
}

function Confirm({ token }: { token: string }) {
  const { cloud } = useApi();
  const { refreshSession } = useStores();
  const zone = useZone();
  const [, go] = useLocation();
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
  return (
    <MailedLink show={() => cloud.account.showEmailLink({ token })} failure={confirm.failure} onward={start}>
      {({ purpose, email, expiresAt }) => (
        <div className={css.card}>
          <h1 className={css.title}>{purpose === 'change' ? words.changeTitle : words.verifyTitle}</h1>
          <p>
            {purpose === 'change' ? words.changeBody(email) : words.verifyBody(email)}{' '}
            {account.link.goodUntil(dates.dayAndTime(expiresAt, zone))}
          </p>
          <FailureNote failure={confirm.failure} />
          <div className={css.buttons}>
            <Button size="lg" variant="filled" loading={confirm.busy} onClick={() => void confirm.run()} autoFocus>
              {words.confirm}
            </Button>
          </div>
        </div>
      )}
    </MailedLink>
  );
}
