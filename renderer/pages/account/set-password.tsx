import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useStores, useZone } from '../../state/use.tsx';
import css from '../portal/portal.module.css';
import { MailedLink } from './mailed-link.tsx';

const { account } = text.window;
const words = account.reset;

/** Where the link of the mail leads. Afterwards one signs in, wherever the address says otherwise. */
export function SetPassword({ token }: { token: string }) {
  const { cloud } = useApi();
  const { refreshSession } = useStores();
  const zone = useZone();
  const [, go] = useLocation();
  const [password, setPassword] = useState('');
  const set = useAction(async () => {
    await cloud.account.resetPassword({ token, password });
    toast({ tally: 'held', icon: 'check', title: words.done, message: words.doneBody, stays: true });
    go('/', { replace: true });
    await refreshSession();
  });
  const askAgain = { label: words.askAgain, run: () => location.replace('#') };
  return (
    <MailedLink show={() => cloud.account.showReset({ token })} failure={set.failure} onward={askAgain}>
      {({ expiresAt }) => (
        <div className={css.card}>
          <h1 className={css.title}>{words.title}</h1>
          <p>
            {words.setLead} {account.link.goodUntil(dates.dayAndTime(expiresAt, zone))}
          </p>
          <form
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault();
              void set.run();
            }}
          >
            <PasswordInput
              required
              withAsterisk={false}
              autoFocus
              label={account.new}
              description={account.newHint}
              autoComplete="new-password"
              minLength={10}
              maxLength={128}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <FailureNote failure={set.failure} />
            <div className={css.buttons}>
              <Button type="submit" size="lg" variant="filled" loading={set.busy}>
                {words.set}
              </Button>
            </div>
          </form>
        </div>
      )}
    </MailedLink>
  );
}
