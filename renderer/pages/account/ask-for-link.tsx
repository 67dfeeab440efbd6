import { Anchor, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { FailureNote } from '../../parts/states.tsx';
import { createResource } from '../../state/resource.ts';
import { useAction, useApi, useResource, useStores } from '../../state/use.tsx';
import css from '../portal/portal.module.css';

const words = text.window.account.reset;

/** The answer is the same whether or not somebody has this address. */
export function AskForLink() {
  const { cloud } = useApi();
  const [, go] = useLocation();
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  const ask = useAction(async () => {
    await cloud.account.requestReset({ email });
    setSent(true);
  });
  if (isSent)
    return (
      <div className={css.card} role="status">
        <h1 className={css.title}>{words.sentTitle}</h1>
        <p>{words.sentBody(email)}</p>
        <p>{words.notThere}</p>
        <OutboxLink />
        <div className={css.buttons}>
          <Button size="lg" onClick={() => go('/')}>
            {words.backToSignIn}
          </Button>
          <Button size="lg" variant="subtle" onClick={() => setSent(false)}>
            {words.another}
          </Button>
        </div>
      </div>
    );
  return (
    <div className={css.card}>
      <h1 className={css.title}>{words.title}</h1>
      <p>{words.lead}</p>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void ask.run();
        }}
      >
        <TextInput
          type="email"
          required
          withAsterisk={false}
          autoFocus
          autoComplete="username"
          label={text.window.signIn.email}
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <FailureNote failure={ask.failure} />
        <div className={css.buttons}>
          <Button type="submit" size="lg" variant="filled" loading={ask.busy}>
            {words.send}
          </Button>
          <Button size="lg" onClick={() => go('/')}>
            {words.backToSignIn}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** On a cloud that sends no mail, where it is instead. */
function OutboxLink() {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [, go] = useLocation();
  const [store] = useState(() => createResource(() => cloud.about.show({}), explain, now));
  const { value } = useResource(store);
  if (!value?.hasOutbox) return null;
  return (
    <p>
      <Anchor component="button" type="button" onClick={() => go('/outbox')}>
        {words.outbox}
      </Anchor>
    </p>
  );
}
