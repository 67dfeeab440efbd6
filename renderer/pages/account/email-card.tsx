import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Account } from '#shared/models/account.ts';
import type { Person } from '#shared/models/person.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../parts/attention.tsx';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import { useAction, useApi, useNow, useZone } from '../../state/use.tsx';
import css from './account.module.css';

const words = text.window.account;

interface EmailCardProps {
  person: Person;
  account: Account;
  onChanged: () => Promise<void>;
}

/** My address: whether it is known to be mine, and another one, which counts once its link was opened (A4, A6). */
export function EmailCard({ person, account, onChanged }: EmailCardProps) {
  const [isChanging, change] = useState(false);
  return (
    <Card
      title={words.email}
      aside={
        <Tally state={account.isVerified ? 'held' : 'soon'} icon={account.isVerified ? 'check' : undefined}>
          {account.isVerified ? words.verified : words.unverified}
        </Tally>
      }
    >
      <div className={css.stack}>
        <div className={css.address}>{person.email}</div>
        {!account.isVerified && <Unverified email={person.email} />}
        {account.pendingEmail && <Pending email={person.email} pending={account.pendingEmail} onChanged={onChanged} />}
        {isChanging ? (
          <ChangeForm
            onSent={async () => {
              await onChanged();
              change(false);
            }}
            onClose={() => change(false)}
          />
        ) : (
          <Button onClick={() => change(true)}>{words.changeEmail}</Button>
        )}
      </div>
    </Card>
  );
}

function Unverified({ email }: { email: string }) {
  const { cloud } = useApi();
  const send = useAction(async () => {
    await cloud.account.requestVerification({});
    const title = words.verificationSent(email);
    toast({ tally: 'held', icon: 'check', title, message: words.verificationSentBody });
  });
  return (
    <>
      <p>{words.unverifiedBody}</p>
      <FailureNote failure={send.failure} />
      <Button loading={send.busy} onClick={() => void send.run()}>
        {words.sendAgain}
      </Button>
    </>
  );
}

interface PendingProps {
  email: string;
  pending: NonNullable<Account['pendingEmail']>;
  onChanged: () => Promise<void>;
}

function Pending({ email, pending, onChanged }: PendingProps) {
  const { cloud } = useApi();
  const zone = useZone();
  const isOver = useNow() >= pending.expiresAt;
  const cancel = useAction(async () => {
    await cloud.account.cancelEmail({});
    await onChanged();
    toast({ tally: 'held', icon: 'check', title: words.emailKept(email), message: null });
  });
  return (
    <Attention
      state={isOver ? 'soon' : 'held'}
      icon={isOver ? undefined : 'sent'}
      title={words.pendingEmail(pending.email)}
      ways={
        <Button size="sm" loading={cancel.busy} onClick={() => void cancel.run()}>
          {words.cancelEmail}
        </Button>
      }
    >
      {isOver ? words.pendingEmailOver : words.pendingEmailBody(dates.dayAndTime(pending.expiresAt, zone))}
      <FailureNote failure={cancel.failure} />
    </Attention>
  );
}

function ChangeForm({ onSent, onClose }: { onSent: () => Promise<void>; onClose: () => void }) {
  const { cloud } = useApi();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const ask = useAction(async () => {
    await cloud.account.requestEmail({ email: email.trim(), password });
    await onSent();
  });
  const isWrong = ask.failure?.code === 'wrong-credentials';
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void ask.run();
      }}
    >
      <p>{words.changeEmailLead}</p>
      <TextInput
        className={css.field}
        type="email"
        label={words.newEmail}
        required
        withAsterisk={false}
        autoFocus
        autoComplete="email"
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        className={css.field}
        label={words.yourPassword}
        required
        withAsterisk={false}
        autoComplete="current-password"
        maxLength={128}
        value={password}
        error={isWrong ? words.oldWrong : null}
        onChange={(event) => {
          ask.clear();
          setPassword(event.currentTarget.value);
        }}
      />
      <FailureNote failure={isWrong ? null : ask.failure} />
      <div className={css.buttons}>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button type="submit" loading={ask.busy}>
          {words.sendLink}
        </Button>
      </div>
    </form>
  );
}
