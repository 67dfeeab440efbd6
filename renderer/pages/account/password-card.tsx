import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useStores } from '../../state/use.tsx';
import css from './account.module.css';

const words = text.window.account;

/** A new password: needs the old one, and signs out everywhere (A3). */
export function PasswordCard({ email }: { email: string }) {
  const { cloud } = useApi();
  const { refreshSession } = useStores();
  const [, go] = useLocation();
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useAction(async () => {
    await cloud.account.changePassword({ oldPassword, newPassword });
    toast({ tally: 'held', icon: 'check', title: words.changed, message: words.changedBody, stays: true });
    go('/', { replace: true });
    await refreshSession();
  });
  const isWrong = change.failure?.code === 'wrong-credentials';
  return (
    <Card title={words.password}>
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void change.run();
        }}
      >
        <p>{words.passwordLead}</p>
        {/* Tells a password manager whose password this is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          className={css.field}
          label={words.old}
          required
          withAsterisk={false}
          autoComplete="current-password"
          maxLength={128}
          value={oldPassword}
          error={isWrong ? words.oldWrong : null}
          onChange={(event) => {
            change.clear();
            setOld(event.currentTarget.value);
          }}
        />
        <PasswordInput
          className={css.field}
          label={words.new}
          description={words.newHint}
          required
          withAsterisk={false}
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          value={newPassword}
          onChange={(event) => setNew(event.currentTarget.value)}
        />
        <FailureNote failure={isWrong ? null : change.failure} />
        <Button type="submit" loading={change.busy}>
          {words.changePassword}
        </Button>
      </form>
    </Card>
  );
}
